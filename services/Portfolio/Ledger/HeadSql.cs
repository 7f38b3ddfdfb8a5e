using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>Ends of chains.</summary>
internal static class HeadSql
{
    /// <summary>
    /// Locks the end of an account's chain until the transaction is over, so that rows are numbered one after the other. What follows is planned anew:
    /// a plan kept from when the tables were small would read all of them for each row of a large import.
    /// </summary>
    public static async Task<ChainHead> LockAsync(IDatabaseTransaction transaction, AccountId account, CancellationToken cancellationToken) =>
        (await LockToAppendAsync(transaction, account, cancellationToken)).Head;

    /// <summary>As <see cref="LockAsync"/>, with the recording time of the last row; whoever reads what is known now waits until the transaction is over.</summary>
    public static async Task<(ChainHead Head, DateTimeOffset RecordedAt)> LockToAppendAsync(IDatabaseTransaction transaction, AccountId account, CancellationToken cancellationToken)
    {
        var genesis = LedgerChain.Genesis(transaction.Tenant, account);
        await using var command = new NpgsqlCommand("""
            insert into portfolio.account_head as h (tenant_id, account_id, number, hash) values ($1, $2, 0, $3)
            on conflict (tenant_id, account_id) do update set number = h.number
            returning number, hash, (select max(m.recorded_at) from portfolio.ledger_mark m where m.tenant_id = $1 and m.account_id = $2), set_config('plan_cache_mode', 'force_custom_plan', true),
              pg_advisory_xact_lock_shared(hashtextextended('portfolio.known ' || $1, 0))
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new() { Value = genesis.Hash });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (new ChainHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)), reader.IsDBNull(2) ? DateTimeOffset.MinValue : new(reader.GetDateTime(2), TimeSpan.Zero));
    }

    public static async Task MoveAsync(IDatabaseTransaction transaction, AccountId account, ChainHead head, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("update portfolio.account_head set number = $3, hash = $4 where tenant_id = $1 and account_id = $2", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new() { Value = head.Number });
        command.Parameters.Add(new() { Value = head.Hash });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The ends of all chains of the tenant.</summary>
    public static async Task<IReadOnlyDictionary<AccountId, ChainHead>> ReadAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select account_id, number, hash from portfolio.account_head where number > 0", transaction.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var heads = new Dictionary<AccountId, ChainHead>();
        while (await reader.ReadAsync(cancellationToken)) heads.Add(new(reader.GetGuid(0)), new(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        return heads;
    }
}
