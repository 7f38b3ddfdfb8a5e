using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Problems;

/// <summary>Stores problems; one that is known already stays as it is.</summary>
internal static class ProblemSql
{
    public static async Task InsertAsync(IDatabaseTransaction transaction, AccountId account, IReadOnlyCollection<Problem> problems, CancellationToken cancellationToken)
    {
        foreach (var problem in problems)
        {
            await using var command = new NpgsqlCommand("""
                insert into portfolio.problem (tenant_id, account_id, problem_id, code, native_id, detail, page, found_at)
                values ($1, $2, $3, $4, $5, $6, $7, now()) on conflict do nothing
                """, transaction.Connection);
            command.Parameters.Add(new() { Value = transaction.Tenant.Value });
            command.Parameters.Add(new() { Value = account.Value });
            command.Parameters.Add(new() { Value = problem.Id });
            command.Parameters.Add(new() { Value = problem.Code });
            command.Parameters.Add(new() { Value = (object?)problem.NativeId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
            command.Parameters.Add(new() { Value = problem.Detail });
            command.Parameters.Add(new() { Value = (object?)problem.Page ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Closes a problem that is none any more.</summary>
    public static async Task ResolveAsync(IDatabaseTransaction transaction, AccountId account, Guid problem, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("update portfolio.problem set resolved_at = now() where tenant_id = $1 and account_id = $2 and problem_id = $3 and resolved_at is null", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new() { Value = problem });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
