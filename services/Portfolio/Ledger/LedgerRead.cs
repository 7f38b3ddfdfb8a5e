using System.Collections.Immutable;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>Reads rows of the ledger as they were written.</summary>
internal static class LedgerRead
{
    /// <summary>The columns <see cref="Row"/> reads, of the ledger under the name <c>e</c>.</summary>
    public const string Columns = """
        e.number, e.hash, e.entry_id, e.record, e.venue, e.source, e.native_id, e.version, e.time, e.kind, e.status, e.sequence, e.codes, e.symbols, e.amounts::text[], e.roles,
        e.reference, e.market, e.tx_hash, e.network, e.flags, e.private_hash, e.private, e.actor, e.target_account_id, e.target_id, e.page_hash, e.mapper_version, e.page, e.recorded_at, e.envelope
        """;

    /// <summary>The next rows of a chain.</summary>
    public static Task<List<LedgerRow>> AfterAsync(IDatabaseTransaction transaction, AccountId account, long number, int limit, CancellationToken cancellationToken) =>
        ReadAsync(transaction, $"select {Columns} from portfolio.ledger_entry e where e.tenant_id = $1 and e.account_id = $2 and e.number > $3 order by e.number limit $4", [account.Value, number, limit], cancellationToken);

    /// <summary>Rows by number.</summary>
    public static Task<List<LedgerRow>> ByNumberAsync(IDatabaseTransaction transaction, AccountId account, long[] numbers, CancellationToken cancellationToken) =>
        ReadAsync(transaction, $"select {Columns} from portfolio.ledger_entry e where e.tenant_id = $1 and e.account_id = $2 and e.number = any($3) order by e.number", [account.Value, numbers], cancellationToken);

    /// <summary>Accounts that have rows.</summary>
    public static async Task<IReadOnlyList<AccountId>> AccountsAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select distinct account_id from portfolio.ledger_entry where tenant_id = $1", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var accounts = new List<AccountId>();
        while (await reader.ReadAsync(cancellationToken)) accounts.Add(new(reader.GetGuid(0)));
        return accounts;
    }

    private static async Task<List<LedgerRow>> ReadAsync(IDatabaseTransaction transaction, string sql, object[] arguments, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        foreach (var argument in arguments) command.Parameters.Add(new() { Value = argument });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<LedgerRow>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(Row(reader));
        return rows;
    }

    /// <summary>A row whose first columns are <see cref="Columns"/>.</summary>
    public static LedgerRow Row(NpgsqlDataReader r)
    {
        var provenance = new Provenance(r.GetGuid(28), r.GetFieldValue<byte[]>(26), r.GetInt32(27), Time(r, 29));
        var draft = new EntryDraft(r.GetGuid(2), (EntryRecord)r.GetInt16(3), r.GetString(4), Fact(r))
        {
            Actor = Text(r, 23),
            TargetAccount = r.IsDBNull(24) ? null : new AccountId(r.GetGuid(24)),
            Target = r.IsDBNull(25) ? null : r.GetGuid(25),
        };
        return new LedgerRow(r.GetInt64(0), r.GetFieldValue<byte[]>(1), r.GetInt32(7), draft, Bytes(r, 21), Bytes(r, 22), provenance, r.GetFieldValue<byte[]>(30));
    }

    private static TransactionFact Fact(NpgsqlDataReader r) =>
        new(r.GetString(6), r.GetString(5), Time(r, 8), (TransactionKind)r.GetInt16(9), (TransactionStatus)r.GetInt16(10), r.GetInt64(11), Legs(r))
        {
            Reference = Text(r, 16),
            Market = Text(r, 17),
            TxHash = Text(r, 18),
            Network = Text(r, 19),
            Flags = [.. r.GetFieldValue<string[]>(20)],
        };

    private static ImmutableArray<LegFact> Legs(NpgsqlDataReader r)
    {
        var (codes, symbols) = (r.GetFieldValue<string[]>(12), r.GetFieldValue<string[]>(13));
        var (amounts, roles) = (r.GetFieldValue<string[]>(14), r.GetFieldValue<short[]>(15));
        var legs = ImmutableArray.CreateBuilder<LegFact>(codes.Length);
        for (var i = 0; i < codes.Length; i++) legs.Add(new LegFact(codes[i], symbols[i], Quantity.Parse(amounts[i]), (LegRole)roles[i]));
        return legs.MoveToImmutable();
    }

    private static DateTimeOffset Time(NpgsqlDataReader r, int column) => new(r.GetDateTime(column), TimeSpan.Zero);

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static byte[]? Bytes(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<byte[]>(column);
}
