using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Movements;

/// <summary>Adds up legs in the database: exact, whatever the size of the ledger.</summary>
internal static class MovementSql
{
    /// <summary>The columns of <see cref="Sum"/>, of legs as <see cref="Legs"/> has them.</summary>
    public const string Sums = """
        coalesce(sum(l.amount) filter (where v.value is not null), 0)::text, coalesce(sum(v.value), 0)::text, coalesce(sum(l.amount * p.usd) filter (where v.value is not null), 0)::text,
          coalesce(sum(l.amount) filter (where v.value is null), 0)::text
        """;

    /// <summary>Legs of the versions that hold, each with its value at its time in the currency $5.</summary>
    public const string Legs = $"""
        from portfolio.transactions_current c {Values}
        """;

    private const string Values = """
        cross join lateral (select * from portfolio.ledger_entry e where e.tenant_id = c.tenant_id and e.account_id = c.account_id and e.number = c.number offset 0) e
        cross join lateral unnest(c.assets, e.amounts, e.roles) as l(asset, amount, role)
        left join lateral (select case when l.asset = 'fiat:usd' then 1 else (select f.usd from portfolio.price_fact f
          where f.tenant_id = c.tenant_id and f.account_id = c.account_id and f.number = c.number and f.asset_id = l.asset) end as usd) p on true
        left join lateral (select case when $5 = 'fiat:usd' then 1 else (select f.usd from portfolio.price_fact f
          where f.tenant_id = c.tenant_id and f.account_id = c.account_id and f.number = c.number and f.asset_id = $5) end as rate) r on true
        left join lateral (select case when l.asset = $5 then l.amount when r.rate = 1 then l.amount * p.usd when r.rate > 0 then round(l.amount * p.usd / r.rate, 18) end as value) v on true
        """;

    private const string Moved = $"""
        select l.asset, e.kind, l.role, {Sums}
        {Legs}
        where c.tenant_id = $1 and c.account_id = any($2) and c.counts and c.time > $3 and c.time <= $4
        group by l.asset, e.kind, l.role
        """;

    /// <summary>Legs from one instant to another, and from a third to a fourth.</summary>
    private const string Tails = $"""
        select t.tail, l.asset, e.kind, l.role, {Sums}
        from unnest($3, $4) with ordinality as t(first, last, tail) cross join lateral (
          select c.* from portfolio.transactions_current c where c.tenant_id = $1 and c.account_id = any($2) and c.counts and c.time >= t.first and c.time <= t.last offset 0) c
        {Values}
        group by t.tail, l.asset, e.kind, l.role
        """;

    private const string Found = """
        select l.asset, sum(l.amount)::text from unnest($2) as a(account_id)
        left join lateral (select m.number from portfolio.ledger_mark m where m.tenant_id = $1 and m.account_id = a.account_id and m.recorded_at <= $4 order by m.recorded_at desc limit 1) k on true
        join portfolio.transactions_current c on c.tenant_id = $1 and c.account_id = a.account_id and c.number > coalesce(k.number, 0) and c.counts and c.time <= $3
        join portfolio.ledger_entry e on e.tenant_id = $1 and e.account_id = c.account_id and e.number = c.number and e.record = 0 and e.version = 1
        cross join lateral unnest(c.assets, e.amounts) as l(asset, amount)
        group by l.asset
        """;

    /// <summary>What transactions until an instant account for that were recorded after another.</summary>
    public static async Task<Dictionary<AssetId, Quantity>> FoundAsync(IDatabaseTransaction transaction, IReadOnlyCollection<Guid> accounts, DateTimeOffset at, DateTimeOffset knownAt, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, Found, accounts, at.UtcDateTime, knownAt.UtcDateTime);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<AssetId, Quantity>();
        while (await reader.ReadAsync(cancellationToken)) found[new(reader.GetString(0))] = Quantity.Parse(reader.GetString(1));
        return found;
    }

    /// <summary>What moved after an instant until another, with its value at the time it moved, leg by leg.</summary>
    public static async Task<List<MovedLegs>> MovedAsync(
        IDatabaseTransaction transaction, IReadOnlyCollection<Guid> accounts, DateTimeOffset from, DateTimeOffset to, AssetId currency, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, Moved, accounts, from.UtcDateTime, to.UtcDateTime, currency.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(r => Row(r, 0, Sum(r, 3)), cancellationToken);
    }

    /// <summary>What legs from the first of two instants to the second add up to, both included, for each pair.</summary>
    public static async Task<ILookup<int, MovedLegs>> TailsAsync(
        IDatabaseTransaction transaction, IReadOnlyCollection<Guid> accounts, (DateTimeOffset First, DateTimeOffset Last)[] tails, AssetId currency, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, Tails, accounts, tails.Select(t => t.First.UtcDateTime).ToArray(), tails.Select(t => t.Last.UtcDateTime).ToArray(), currency.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return (await reader.TakeAsync(r => (Tail: (int)r.GetInt64(0) - 1, Legs: Row(r, 1, Sum(r, 4))), cancellationToken)).ToLookup(r => r.Tail, r => r.Legs);
    }

    /// <summary>What stands in the columns of <see cref="Sums"/>.</summary>
    public static LegSum Sum(NpgsqlDataReader r, int column) => new(Number(r, column), Number(r, column + 1), Number(r, column + 2), Number(r, column + 3));

    private static MovedLegs Row(NpgsqlDataReader r, int column, LegSum sum) =>
        new(new(r.GetString(column)), (TransactionKind)r.GetInt16(column + 1), (LegRole)r.GetInt16(column + 2), sum.Amount, sum.Value, sum.Usd, sum.Unpriced);

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, IReadOnlyCollection<Guid> accounts, params ReadOnlySpan<object> more)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = accounts.ToArray() } } };
        foreach (var value in more) command.Parameters.Add(new() { Value = value });
        return command;
    }

    private static Quantity Number(NpgsqlDataReader reader, int column) => Quantity.Parse(reader.GetString(column));
}
