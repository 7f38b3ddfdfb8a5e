using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>Reads MarketData's published reference prices, and the kinds of assets.</summary>
internal static class PriceSql
{
    private const string Rates = """
        select distinct on (at, granularity) at, granularity = 'hour', usd::text from marketdata.v_reference_price
        where asset_id = $1 order by at, granularity, rank, source
        """;

    private const string Closing = """
        select q.asset_id, p.usd::text, p.source, p.at from unnest($1) as q(asset_id)
        cross join lateral (select usd, source, at from marketdata.v_reference_price r where r.asset_id = q.asset_id and r.at <= $2 and r.at > $2 - interval '31 days'
          order by r.at desc, r.granularity desc, r.rank, r.source limit 1) p
        """;

    /// <summary>How often prices of a currency and kinds of assets were told, as one text: another text means that something was told since.</summary>
    public static async Task<string> VersionAsync(IDatabaseTransaction transaction, AssetId currency, CancellationToken cancellationToken)
    {
        await using var kinds = new NpgsqlCommand("select coalesce(bit_xor(hashtextextended(asset_id || ' ' || kind, 0)), 0) from tax.asset", transaction.Connection);
        var text = $"{await kinds.ExecuteScalarAsync(cancellationToken)}";
        if (currency == RateBook.Dollar || !await IsThereAsync(transaction, cancellationToken)) return text;
        await using var rates = new NpgsqlCommand("select count(*) from marketdata.v_reference_price_version where asset_id = $1", transaction.Connection) { Parameters = { new() { Value = currency.Value } } };
        return $"{text} {await rates.ExecuteScalarAsync(cancellationToken)}";
    }

    /// <summary>All prices of a currency, oldest first.</summary>
    public static async Task<IReadOnlyList<RatePoint>> RatesAsync(IDatabaseTransaction transaction, AssetId currency, CancellationToken cancellationToken)
    {
        var rates = new List<RatePoint>();
        if (currency == RateBook.Dollar || !await IsThereAsync(transaction, cancellationToken)) return rates;
        await using var command = new NpgsqlCommand(Rates, transaction.Connection) { Parameters = { new() { Value = currency.Value } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rates.Add(new(new(reader.GetDateTime(0), TimeSpan.Zero), reader.GetBoolean(1), Quantity.Parse(reader.GetString(2))));
        return rates;
    }

    /// <summary>The last dollar price of each asset at an instant, at most a month old.</summary>
    public static async Task<IReadOnlyList<(AssetId Asset, PricePoint Usd)>> ClosingAsync(
        IDatabaseTransaction transaction, IReadOnlyCollection<AssetId> assets, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var prices = new List<(AssetId, PricePoint)>();
        if (assets.Count == 0 || !await IsThereAsync(transaction, cancellationToken)) return prices;
        await using var command = new NpgsqlCommand(Closing, transaction.Connection) { Parameters = { new() { Value = assets.Select(a => a.Value).ToArray() }, new() { Value = at.UtcDateTime } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            prices.Add((new AssetId(reader.GetString(0)), new PricePoint(Quantity.Parse(reader.GetString(1)), new(reader.GetDateTime(3), TimeSpan.Zero), reader.GetString(2))));
        return prices;
    }

    /// <summary>The registry's kind of each asset.</summary>
    public static async Task<Dictionary<AssetId, string>> KindsAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select asset_id, kind from tax.asset", transaction.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var kinds = new Dictionary<AssetId, string>();
        while (await reader.ReadAsync(cancellationToken)) kinds[new AssetId(reader.GetString(0))] = reader.GetString(1);
        return kinds;
    }

    // Without MarketData's schema nothing has a price.
    private static async Task<bool> IsThereAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select to_regclass('marketdata.v_reference_price') is not null", transaction.Connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
