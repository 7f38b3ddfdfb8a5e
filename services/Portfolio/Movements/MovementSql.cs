using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Movements;

/// <summary>Adds up what accounts held and what moved, in the database: exact, whatever the size of the ledger.</summary>
internal static class MovementSql
{
    private const string Held = """
        select l.asset, sum(l.amount)::text, coalesce(sum(l.amount) filter (where e.recorded_at > $4 and e.record = 0 and e.version = 1), 0)::text
        from portfolio.transactions_current c
        join portfolio.ledger_entry e on e.tenant_id = c.tenant_id and e.account_id = c.account_id and e.number = c.number
        cross join lateral unnest(c.assets, e.amounts) as l(asset, amount)
        where c.tenant_id = $1 and c.account_id = any($2) and c.counts and c.time <= $3
        group by l.asset
        """;

    private const string Moved = """
        select l.asset, e.kind, l.role, coalesce(sum(l.amount) filter (where v.value is not null), 0)::text, coalesce(sum(v.value), 0)::text, coalesce(sum(l.amount * p.usd) filter (where v.value is not null), 0)::text,
          coalesce(sum(l.amount) filter (where v.value is null), 0)::text
        from portfolio.transactions_current c
        join portfolio.ledger_entry e on e.tenant_id = c.tenant_id and e.account_id = c.account_id and e.number = c.number
        cross join lateral unnest(c.assets, e.amounts, e.roles) as l(asset, amount, role)
        left join lateral (select case when l.asset = 'fiat:usd' then 1 else (select f.usd from portfolio.price_fact f
          where f.tenant_id = c.tenant_id and f.account_id = c.account_id and f.number = c.number and f.asset_id = l.asset) end as usd) p on true
        left join lateral (select case when $5 = 'fiat:usd' then 1 else (select f.usd from portfolio.price_fact f
          where f.tenant_id = c.tenant_id and f.account_id = c.account_id and f.number = c.number and f.asset_id = $5) end as rate) r on true
        left join lateral (select case when l.asset = $5 then l.amount when r.rate = 1 then l.amount * p.usd when r.rate > 0 then round(l.amount * p.usd / r.rate, 18) end as value) v on true
        where c.tenant_id = $1 and c.account_id = any($2) and c.counts and c.time > $3 and c.time <= $4
        group by l.asset, e.kind, l.role
        """;

    /// <summary>What was there at an instant, and of it what transactions account for that were recorded after another.</summary>
    public static async Task<Dictionary<AssetId, (Quantity Amount, Quantity Found)>> HeldAsync(
        IDatabaseTransaction transaction, IReadOnlyCollection<Guid> accounts, DateTimeOffset at, DateTimeOffset knownAt, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, Held, accounts, at, knownAt);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var held = new Dictionary<AssetId, (Quantity, Quantity)>();
        while (await reader.ReadAsync(cancellationToken)) held[new(reader.GetString(0))] = (Quantity.Parse(reader.GetString(1)), Quantity.Parse(reader.GetString(2)));
        return held;
    }

    /// <summary>What moved after an instant until another, with its value at the time it moved.</summary>
    public static async Task<List<MovedLegs>> MovedAsync(
        IDatabaseTransaction transaction, IReadOnlyCollection<Guid> accounts, DateTimeOffset from, DateTimeOffset to, AssetId currency, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, Moved, accounts, from, to);
        command.Parameters.Add(new() { Value = currency.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var moved = new List<MovedLegs>();
        while (await reader.ReadAsync(cancellationToken))
            moved.Add(new(new(reader.GetString(0)), (TransactionKind)reader.GetInt16(1), (LegRole)reader.GetInt16(2), Number(reader, 3), Number(reader, 4), Number(reader, 5), Number(reader, 6)));
        return moved;
    }

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, IReadOnlyCollection<Guid> accounts, DateTimeOffset one, DateTimeOffset other)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = accounts.ToArray() });
        command.Parameters.Add(new() { Value = one.UtcDateTime });
        command.Parameters.Add(new() { Value = other.UtcDateTime });
        return command;
    }

    private static Quantity Number(NpgsqlDataReader reader, int column) => Quantity.Parse(reader.GetString(column));
}
