using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>Reads and adds what people said about movements.</summary>
internal static class DecisionSql
{
    /// <summary>What holds, by transaction.</summary>
    public static async Task<Dictionary<Guid, MovementDecision>> ReadAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select distinct on (entry_id) entry_id, meaning, basis::text, acquired from tax.decision where tenant_id = $1 order by entry_id, version desc", transaction.Connection)
        { Parameters = { new() { Value = transaction.Tenant.Value } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var decisions = new Dictionary<Guid, MovementDecision>();
        while (await reader.ReadAsync(cancellationToken))
            decisions[reader.GetGuid(0)] = new MovementDecision(
                Enum.Parse<MovementMeaning>(reader.GetString(1), ignoreCase: true), reader.IsDBNull(2) ? null : Quantity.Parse(reader.GetString(2)), reader.IsDBNull(3) ? null : new(reader.GetDateTime(3), TimeSpan.Zero));
        return decisions;
    }

    /// <summary>How many answers there are: another number means somebody said something.</summary>
    public static async Task<long> CountAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select count(*) from tax.decision where tenant_id = $1", transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Whether a transaction took units away; null when the account has no such transaction.</summary>
    public static async Task<bool?> LeavesAsync(IDatabaseTransaction transaction, AccountId account, Guid entry, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select bool_or(amount < 0) from portfolio.v_ledger_leg where tenant_id = $1 and account_id = $2 and entry_id = $3 and role = 0", transaction.Connection)
        { Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = account.Value }, new() { Value = entry } } };
        return await command.ExecuteScalarAsync(cancellationToken) as bool?;
    }

    /// <summary>Adds an answer.</summary>
    public static async Task AddAsync(
        IDatabaseTransaction transaction, AccountId account, Guid entry, MovementDecision decision, string reason, string actor, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into tax.decision (tenant_id, entry_id, version, account_id, meaning, basis, acquired, reason, actor, decided_at)
            select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5::numeric, $6, $7, $8, $9 from tax.decision where tenant_id = $1 and entry_id = $2
            """,
            transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = entry });
        p.Add(new() { Value = account.Value });
        p.Add(new() { Value = decision.Meaning.ToString().ToLowerInvariant() });
        p.Add(new() { Value = (object?)decision.Basis?.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new() { Value = (object?)decision.Acquired?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        p.Add(new() { Value = reason });
        p.Add(new() { Value = actor });
        p.Add(new() { Value = at.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
