using Npgsql;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Accounting.Transfers;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Transfers;

/// <summary>Reads movements that may be transfers, writes suggestions.</summary>
internal static class TransferSql
{
    public static async Task<List<MovementRow>> CandidatesAsync(IDatabaseTransaction transaction, AssetResolver resolver, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select v.account_id, v.entry_id, v.venue, v.source, v.native_id, v.time, v.codes, v.symbols, v.amounts::text[], v.roles, v.tx_hash, v.network
            from portfolio.v_ledger_current v
            where v.tenant_id = $1 and v.counts and v.kind in ($2, $3)
              and not exists (select from portfolio.v_ledger_link l where l.tenant_id = v.tenant_id and (l.left_entry = v.entry_id or l.arrived_entry = v.entry_id))
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = (short)TransactionKind.Deposit });
        command.Parameters.Add(new() { Value = (short)TransactionKind.Withdrawal });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<MovementRow>();
        while (await reader.ReadAsync(cancellationToken))
            if (Row(reader, resolver) is { } row) rows.Add(row);
        return rows;
    }

    /// <summary>Suggestions that stand; what a person dismissed stays dismissed, what no longer fits goes.</summary>
    public static async Task WriteSuggestionsAsync(IDatabaseTransaction transaction, IReadOnlyList<(MovementRow Left, MovementRow Arrived, string Reason)> pairs, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            with told as (select * from unnest($2, $3, $4, $5, $6) as t(left_account, left_entry, arrived_account, arrived_entry, reason)),
              old as (delete from portfolio.transfer_suggestion s where s.tenant_id = $1 and not s.dismissed
                and not exists (select from told t where t.left_entry = s.left_entry and t.arrived_entry = s.arrived_entry))
            insert into portfolio.transfer_suggestion (tenant_id, left_account, left_entry, arrived_account, arrived_entry, reason)
            select $1, left_account, left_entry, arrived_account, arrived_entry, reason from told on conflict do nothing
            """, transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = pairs.Select(x => x.Left.Candidate.Key.Account.Value).ToArray() });
        p.Add(new() { Value = pairs.Select(x => x.Left.EntryId).ToArray() });
        p.Add(new() { Value = pairs.Select(x => x.Arrived.Candidate.Key.Account.Value).ToArray() });
        p.Add(new() { Value = pairs.Select(x => x.Arrived.EntryId).ToArray() });
        p.Add(new() { Value = pairs.Select(x => x.Reason).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A person decided about a pair: it is suggested no more.</summary>
    public static async Task DismissAsync(IDatabaseTransaction transaction, MovementRow left, MovementRow arrived, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into portfolio.transfer_suggestion (tenant_id, left_account, left_entry, arrived_account, arrived_entry, reason, dismissed)
            values ($1, $2, $3, $4, $5, 'decided', true) on conflict (tenant_id, left_entry, arrived_entry) do update set dismissed = true
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = left.Candidate.Key.Account.Value });
        command.Parameters.Add(new() { Value = left.EntryId });
        command.Parameters.Add(new() { Value = arrived.Candidate.Key.Account.Value });
        command.Parameters.Add(new() { Value = arrived.EntryId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Pairs a person decided about.</summary>
    public static async Task<HashSet<(Guid Left, Guid Arrived)>> DismissedAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select left_entry, arrived_entry from portfolio.transfer_suggestion where tenant_id = $1 and dismissed", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var pairs = new HashSet<(Guid, Guid)>();
        while (await reader.ReadAsync(cancellationToken)) pairs.Add((reader.GetGuid(0), reader.GetGuid(1)));
        return pairs;
    }

    private static MovementRow? Row(NpgsqlDataReader r, AssetResolver resolver)
    {
        var (symbols, amounts, roles) = (r.GetFieldValue<string[]>(7), r.GetFieldValue<string[]>(8), r.GetFieldValue<short[]>(9));
        var principals = Enumerable.Range(0, roles.Length).Where(i => roles[i] == (short)LegRole.Principal).ToArray();
        if (principals is not [var leg]) return null;
        var (time, venue, amount) = (new DateTimeOffset(r.GetDateTime(5), TimeSpan.Zero), r.GetString(2), Quantity.Parse(amounts[leg]));
        if (resolver.Resolve(venue, symbols[leg], time) is not { } asset || amount.IsZero) return null;
        var fee = Enumerable.Range(0, roles.Length).Where(i => roles[i] == (short)LegRole.Fee && symbols[i] == symbols[leg]).Aggregate(Quantity.Zero, (sum, i) => sum - Quantity.Parse(amounts[i]));
        var key = new EntryKey(new AccountId(r.GetGuid(0)), r.GetString(3), r.GetString(4));
        return new(r.GetGuid(1), venue, amount.IsNegative, new TransferCandidate(key, asset, amount.Abs(), fee, time)
        {
            TxHash = r.IsDBNull(10) ? null : r.GetString(10),
            Network = r.IsDBNull(11) ? null : r.GetString(11),
        });
    }
}
