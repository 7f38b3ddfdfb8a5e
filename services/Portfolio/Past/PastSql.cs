using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>What is noted beside each page that enters the ledger, so that the past can be read from a tail: how far the chain came when, where kinds and assets are, which snapshots ended.</summary>
internal static class PastSql
{
    private const string Mark = """
        insert into portfolio.ledger_mark as m (tenant_id, account_id, recorded_at, number) values ($1, $2, $3, $4)
        on conflict (tenant_id, account_id, recorded_at) do update set number = greatest(m.number, excluded.number)
        """;

    private const string Terms = """
        insert into portfolio.transaction_term (tenant_id, account_id, term, hour) select $1, $2, t.term, t.hour from unnest($3, $4) as t(term, hour) on conflict do nothing
        """;

    // A link changes both its ends, and the deposit it names may be older.
    private const string Close = """
        update portfolio.position_past p set known_until = $2 where p.tenant_id = $1 and p.known_until is null
        and p.floor > least($3, (select min(c.time) from portfolio.transactions_current c where c.tenant_id = $1 and c.entry_id = any($4)))
        """;

    private const string Forget = "delete from portfolio.movement_past m where m.tenant_id = $1 and m.floor > $2";

    /// <summary>Only the days something happened in: amounts of others are what they were.</summary>
    private const string ForgetDays = "delete from portfolio.moved_day d using unnest($2) as t(at) where d.tenant_id = $1 and d.day < t.at and d.until >= t.at";

    public static async Task NoteAsync(IDatabaseTransaction transaction, AccountId account, LedgerPage page, AssetResolver resolver, DateTimeOffset recordedAt, CancellationToken cancellationToken)
    {
        var moved = page.Moved();
        var links = page.Rows.Where(r => r.Draft.Target is not null).ToList();
        var terms = moved.SelectMany(r => TransactionTerm.Of(r.Fact, r.Fact.Legs.Select(l => resolver.Resolve(r.Venue, l, r.Fact.Time)))).Distinct().ToArray();
        await using var batch = new NpgsqlBatch(transaction.Connection);
        Add(batch, Mark, transaction.Tenant.Value, account.Value, recordedAt.UtcDateTime, page.Head.Number);
        if (terms.Length > 0) Add(batch, Terms, transaction.Tenant.Value, account.Value, terms.Select(t => t.Term).ToArray(), terms.Select(t => t.Hour.UtcDateTime).ToArray());
        var touched = moved.Select(r => r.Fact.Time).Concat(moved.Select(r => r.TimeBefore).OfType<DateTimeOffset>()).Concat(links.Select(l => l.Draft.Fact.Time)).ToArray();
        if (touched.Length > 0) Add(batch, ForgetDays, transaction.Tenant.Value, touched.Select(t => t.UtcDateTime).Distinct().ToArray());
        if (touched.Length > 0) AddClose(batch, transaction.Tenant, recordedAt, touched.Min(), [.. links.SelectMany(l => new[] { l.Draft.EntryId, l.Draft.Target!.Value })]);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Something at an instant is otherwise since now: snapshots after it are true only for what was known before.</summary>
    public static async Task CloseAsync(IDatabaseTransaction transaction, DateTimeOffset instant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection);
        AddClose(batch, transaction.Tenant, now, instant, []);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Assets of an account mean something else since the registry changed: where they are is noted anew.</summary>
    public static async Task RemapAsync(IDatabaseTransaction transaction, AccountId account, IEnumerable<TransactionTerm> terms, CancellationToken cancellationToken)
    {
        TransactionTerm[] all = [.. terms.Distinct()];
        await using var batch = new NpgsqlBatch(transaction.Connection);
        Add(batch, Terms, transaction.Tenant.Value, account.Value, all.Select(t => t.Term).ToArray(), all.Select(t => t.Hour.UtcDateTime).ToArray());
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddClose(NpgsqlBatch batch, TenantId tenant, DateTimeOffset now, DateTimeOffset earliest, Guid[] links)
    {
        Add(batch, Close, tenant.Value, now.UtcDateTime, earliest.UtcDateTime, links);
        Add(batch, Forget, tenant.Value, earliest.UtcDateTime);
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(value is Guid[] ids ? new NpgsqlParameter { Value = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid } : new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}
