using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Queries;

/// <summary>A problem as shown.</summary>
internal sealed record ProblemView(Guid Account, string Code, string? NativeId, string Detail, Guid? Page, DateTimeOffset FoundAt);

/// <summary>A pair that may be a transfer between own accounts.</summary>
internal sealed record SuggestionView(Guid LeftAccount, Guid LeftEntry, Guid ArrivedAccount, Guid ArrivedEntry, string Reason);

/// <summary>Reads what a person should look at.</summary>
internal static class ProblemQuery
{
    public static Task<List<ProblemView>> ReadAsync(IReads reads, TenantId tenant, Guid? account, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand("""
            select account_id, code, native_id, detail, page, found_at from portfolio.problem
            where tenant_id = $1 and resolved_at is null and ($2::uuid is null or account_id = $2) order by found_at desc, problem_id limit 1000
            """);
        statement.Parameters.Add(new() { Value = tenant.Value });
        statement.Parameters.Add(new() { Value = (object?)account ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return reads.ReadAsync(tenant, statement, View, cancellationToken);
    }

    public static async Task<IReadOnlyList<SuggestionView>> SuggestionsAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select left_account, left_entry, arrived_account, arrived_entry, reason from portfolio.transfer_suggestion
            where tenant_id = $1 and not dismissed order by left_entry, arrived_entry limit 1000
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<SuggestionView>();
        while (await reader.ReadAsync(cancellationToken)) found.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetGuid(3), reader.GetString(4)));
        return found;
    }

    private static ProblemView View(NpgsqlDataReader r) =>
        new(r.GetGuid(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetGuid(4), new(r.GetDateTime(5), TimeSpan.Zero));
}
