using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Price facts of ledger rows.</summary>
internal static class PriceFactSql
{
    public static async Task<Dictionary<(long Number, AssetId Asset), PriceFact>> ReadAsync(IDatabaseTransaction transaction, AccountId account, long from, long to, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select number, asset_id, usd::text, source, at, price_version from portfolio.price_fact
            where tenant_id = $1 and account_id = $2 and number between $3 and $4
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = to });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var facts = new Dictionary<(long, AssetId), PriceFact>();
        while (await reader.ReadAsync(cancellationToken))
            facts[(reader.GetInt64(0), new AssetId(reader.GetString(1)))] =
                new(Quantity.Parse(reader.GetString(2)), reader.GetString(3), new(reader.GetDateTime(4), TimeSpan.Zero), reader.GetInt32(5));
        return facts;
    }

    public static async Task WriteAsync(IDatabaseTransaction transaction, IReadOnlyList<(BookEntry Entry, AssetId Asset, PriceFact Fact)> facts, CancellationToken cancellationToken)
    {
        if (facts.Count == 0) return;
        await using var command = new NpgsqlCommand("""
            insert into portfolio.price_fact (tenant_id, account_id, entry_id, number, asset_id, usd, source, at, price_version)
            select $1, t.account_id, t.entry_id, t.number, t.asset_id, t.usd::numeric, t.source, t.at, t.price_version
            from unnest($2, $3, $4, $5, $6, $7, $8, $9) as t(account_id, entry_id, number, asset_id, usd, source, at, price_version)
            on conflict do nothing
            """, transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = facts.Select(f => f.Entry.Key.Account.Value).ToArray() });
        p.Add(new() { Value = facts.Select(f => f.Entry.EntryId).ToArray() });
        p.Add(new() { Value = facts.Select(f => f.Entry.Number).ToArray() });
        p.Add(new() { Value = facts.Select(f => f.Asset.Value).ToArray() });
        p.Add(new() { Value = facts.Select(f => f.Fact.Usd.ToString()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        p.Add(new() { Value = facts.Select(f => f.Fact.Source).ToArray() });
        p.Add(new() { Value = facts.Select(f => f.Fact.At.UtcDateTime).ToArray() });
        p.Add(new() { Value = facts.Select(f => f.Fact.Version).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
