using System.Collections.Immutable;
using Npgsql;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>Reads the ledger's published contract (<c>portfolio.v_ledger*</c>) from its beginning, streamed: one statement, so one moment.</summary>
internal static class LedgerSql
{
    private const string Legs = """
        select l.account_id, l.entry_id, l.number, l.time, l.sequence, l.source, l.native_id, l.kind, l.asset_id, l.amount::text, l.role, l.usd::text, l.price_source, l.price_at, l.price_version
        from portfolio.v_ledger_leg l
        where l.tenant_id = $1 and l.counts
        order by l.account_id, l.number, l.leg
        """;

    private const string Heads = """
        select a.account_id, a.legal_entity_id, a.name, coalesce(h.number, 0) from portfolio.v_ledger_account a
        left join lateral (select v.number from portfolio.v_ledger v where v.tenant_id = a.tenant_id and v.account_id = a.account_id order by v.number desc limit 1) h on true
        where a.tenant_id = $1 order by a.account_id
        """;

    private const string Prices = """
        select count(*), coalesce(bit_xor(hashtextextended(concat_ws('|', l.entry_id, l.leg, l.asset_id, l.usd, l.price_source, l.price_at), 0)), 0)
        from portfolio.v_ledger_leg l where l.tenant_id = $1 and l.counts
        """;

    /// <summary>Everything there is.</summary>
    public static async Task<LedgerView> ReadAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var accounts = await AccountsAsync(transaction, cancellationToken);
        var entries = await EntriesAsync(transaction, cancellationToken);
        entries.Sort(static (a, b) => a.Order.CompareTo(b.Order));
        return new LedgerView([.. accounts.Select(a => a.Account)], entries, await LinksAsync(transaction, cancellationToken));
    }

    /// <summary>How far the ledger of each account goes and whose it is, as one text: another text means something came.</summary>
    public static async Task<string> HeadsAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(transaction, cancellationToken)) return "";
        await using var command = Command(transaction, Heads);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var heads = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) heads.Add($"{reader.GetGuid(0)} {reader.GetGuid(1)} {reader.GetString(2)} {reader.GetInt64(3)}");
        return string.Join(';', heads);
    }

    /// <summary>When the first and the last transaction of an entity were; null when there is none.</summary>
    public static async Task<(DateTimeOffset First, DateTimeOffset Last)?> SpanAsync(IDatabaseTransaction transaction, LegalEntityId entity, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(transaction, cancellationToken)) return null;
        await using var command = Command(transaction, "select min(first), max(last) from portfolio.v_ledger_span where tenant_id = $1 and legal_entity_id = $2");
        command.Parameters.Add(new() { Value = entity.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !reader.IsDBNull(0) ? (Utc(reader, 0), Utc(reader, 1)) : null;
    }

    /// <summary>The accounts of an entity.</summary>
    public static async Task<IReadOnlyList<LedgerAccount>> AccountsAsync(IDatabaseTransaction transaction, LegalEntityId entity, CancellationToken cancellationToken) =>
        [.. (await AccountsAsync(transaction, cancellationToken)).Select(a => a.Account).Where(a => a.Entity == entity)];

    /// <summary>Assets and prices of all legs as one text: another text means that something is resolved or valued otherwise than before.</summary>
    public static async Task<string> PricesAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(transaction, cancellationToken)) return "";
        await using var command = Command(transaction, Prices);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? $"{reader.GetInt64(0)} {reader.GetInt64(1)}" : "";
    }

    /// <summary>Legal entities that own accounts, in order of their names.</summary>
    public static async Task<IReadOnlyList<LedgerEntity>> EntitiesAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken) =>
        [.. (await AccountsAsync(transaction, cancellationToken)).Select(a => a.Entity).Distinct().OrderBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.Id.Value)];

    private static async Task<List<(LedgerAccount Account, LedgerEntity Entity)>> AccountsAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var found = new List<(LedgerAccount, LedgerEntity)>();
        if (!await IsThereAsync(transaction, cancellationToken)) return found;
        await using var command = Command(transaction, "select account_id, legal_entity_id, venue, name, legal_entity, jurisdiction from portfolio.v_ledger_account where tenant_id = $1 order by name, account_id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var entity = new LedgerEntity(new(reader.GetGuid(1)), reader.IsDBNull(4) ? "Own accounts" : reader.GetString(4), reader.IsDBNull(5) ? "" : reader.GetString(5));
            found.Add((new(new(reader.GetGuid(0)), entity.Id, reader.GetString(2), reader.GetString(3)), entity));
        }

        return found;
    }

    private static async Task<List<LedgerEntry>> EntriesAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var entries = new List<LedgerEntry>();
        if (!await IsThereAsync(transaction, cancellationToken)) return entries;
        await using var command = Command(transaction, Legs);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var legs = ImmutableArray.CreateBuilder<LedgerLeg>();
        LedgerEntry? current = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (current is null || current.EntryId != reader.GetGuid(1))
            {
                if (current is not null) entries.Add(current with { Legs = legs.ToImmutable() });
                current = Entry(reader);
                legs.Clear();
            }

            legs.Add(Leg(reader));
        }

        if (current is not null) entries.Add(current with { Legs = legs.ToImmutable() });
        return entries;
    }

    private static async Task<List<LedgerLink>> LinksAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var links = new List<LedgerLink>();
        if (!await IsThereAsync(transaction, cancellationToken)) return links;
        await using var command = Command(transaction, "select left_entry, arrived_entry from portfolio.v_ledger_link where tenant_id = $1 order by left_entry, arrived_entry");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) links.Add(new(reader.GetGuid(0), reader.GetGuid(1)));
        return links;
    }

    // Without Portfolio's schema there is no ledger.
    private static async Task<bool> IsThereAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select to_regclass('portfolio.v_ledger_leg') is not null", transaction.Connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static LedgerEntry Entry(NpgsqlDataReader r) =>
        new(new EntryKey(new(r.GetGuid(0)), r.GetString(5), r.GetString(6)), r.GetGuid(1), r.GetInt64(2), Utc(r, 3), r.GetInt64(4), (TransactionKind)r.GetInt16(7), []);

    private static LedgerLeg Leg(NpgsqlDataReader r) => new(
        new AssetId(r.GetString(8)), Quantity.Parse(r.GetString(9)), (LegRole)r.GetInt16(10),
        r.IsDBNull(11) ? null : new ReferencePrice(Quantity.Parse(r.GetString(11)), r.GetString(12), Utc(r, 13), r.GetInt32(14)));

    private static DateTimeOffset Utc(NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql) => new(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
}
