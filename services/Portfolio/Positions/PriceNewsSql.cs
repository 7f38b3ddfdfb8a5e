using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Which reference prices are new, and the facts that follow them.</summary>
internal static class PriceNewsSql
{
    // One after the other, so that a number never becomes visible after a higher one.
    private const string Tell = """
        with first as materialized (select pg_advisory_xact_lock(hashtextextended('portfolio.price_news', 0))),
          number as materialized (select nextval('portfolio.price_news_number') as news from first)
        insert into portfolio.price_news as n (asset_id, day, news)
        select a.asset_id, d.day, number.news from number, unnest($1) as a(asset_id), generate_series(date_trunc('day', $2::timestamptz, 'UTC'), $3::timestamptz, interval '1 day') as d(day)
        on conflict (asset_id, day) do update set news = excluded.news
        """;

    // A price holds for hours up to three days after it.
    private const string Revise = $"""
        with asked as (
            select distinct f.asset_id, f.asked as time from portfolio.price_news n
            join portfolio.price_fact f on f.tenant_id = $1 and f.asset_id = n.asset_id and f.asked >= n.day and f.asked < n.day + interval '4 days'
            where n.news > $2 and n.news <= $3),
        best as materialized ({ReferencePrices.BestOf} asked as q {ReferencePrices.Candidates}),
        changed as materialized (
            select f.account_id, f.number, f.asset_id, f.known_at, f.usd, f.source, f.at, f.price_version,
              b.usd as new_usd, b.source as new_source, b.at as new_at, b.version as new_version
            from best b join portfolio.price_fact f on f.tenant_id = $1 and f.asset_id = b.asset_id and f.asked = b.time
            where (b.usd, b.source, b.at, b.version) is distinct from (f.usd, f.source, f.at, f.price_version)),
        past as (
            insert into portfolio.price_fact_past (tenant_id, account_id, number, asset_id, known_at, until, usd, source, at, price_version)
            select $1, account_id, number, asset_id, known_at, greatest($4, known_at), usd, source, at, price_version from changed where usd is not null
            on conflict do nothing)
        update portfolio.price_fact f set usd = c.new_usd, source = c.new_source, at = c.new_at, price_version = c.new_version, known_at = greatest($4, c.known_at)
        from changed c where f.tenant_id = $1 and f.account_id = c.account_id and f.number = c.number and f.asset_id = c.asset_id
        returning f.account_id, f.number, f.asked
        """;

    /// <summary>Notes which assets got prices, and of when.</summary>
    public static async Task TellAsync(IDatabaseTransaction transaction, IEnumerable<AssetId> assets, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Tell, transaction.Connection);
        command.Parameters.Add(new() { Value = assets.Select(a => a.Value).Distinct().ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = from.UtcDateTime });
        command.Parameters.Add(new() { Value = to.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The last news there are.</summary>
    public static async Task<long> NewestAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(news), 0) from portfolio.price_news", transaction.Connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Locks the tenant's facts against another writer and says up to which news they follow.</summary>
    public static async Task<long> LockAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into portfolio.price_seen as s (tenant_id, news) values ($1, 0) on conflict (tenant_id) do update set news = s.news
            returning news, pg_advisory_xact_lock_shared(hashtextextended('portfolio.known ' || $1, 0))
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Brings the facts after some news, up to others. Returns the ledger rows whose facts changed, by account, in order. A checkpoint that has one of them folded in goes.</summary>
    public static async Task<ILookup<AccountId, long>> ReviseAsync(IDatabaseTransaction transaction, long after, long upTo, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = new List<(AccountId Account, long Number, DateTimeOffset Asked)>();
        if (await ReferencePrices.IsThereAsync(transaction, cancellationToken)) await ReviseAsync(transaction, after, upTo, now, rows, cancellationToken);
        if (rows.Count > 0)
        {
            await CheckpointSql.DropAfterAsync(transaction, rows.Min(r => r.Asked), cancellationToken);
            await PastSql.CloseAsync(transaction, rows.Min(r => r.Asked), now, cancellationToken);
        }

        await using var seen = new NpgsqlCommand("update portfolio.price_seen set news = $2 where tenant_id = $1", transaction.Connection);
        seen.Parameters.Add(new() { Value = transaction.Tenant.Value });
        seen.Parameters.Add(new() { Value = upTo });
        await seen.ExecuteNonQueryAsync(cancellationToken);
        return rows.Select(r => (r.Account, r.Number)).Distinct().OrderBy(r => r.Number).ToLookup(r => r.Account, r => r.Number);
    }

    private static async Task ReviseAsync(IDatabaseTransaction transaction, long after, long upTo, DateTimeOffset now, List<(AccountId Account, long Number, DateTimeOffset Asked)> rows, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Revise, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = upTo });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rows.Add((new AccountId(reader.GetGuid(0)), reader.GetInt64(1), new(reader.GetDateTime(2), TimeSpan.Zero)));
    }
}
