using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>What an asset was worth at a past pair.</summary>
/// <param name="Usd">US dollars for one.</param>
/// <param name="Source">Where the price comes from.</param>
/// <param name="At">As of when, never after the pair's market time.</param>
/// <param name="Version">Which version of the source's price.</param>
/// <param name="IsHourly">Closing price of an hour and three hours old at most; else the close of a day.</param>
internal sealed record PastPrice(Quantity Usd, string Source, DateTimeOffset At, int Version, bool IsHourly);

/// <summary>Reads reference prices as they were known: the rules are those that entries are valued by, over the versions there were then.</summary>
internal static class PastPriceSql
{
    /// <summary>A price counts as known this long after it was recorded: one that is being written may become visible later than its recording time.</summary>
    internal static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    private const string Query = """
        select q.asset_id, b.usd::text, b.source, b.at, b.version, b.tier = 0 from unnest($1) as q(asset_id) cross join lateral (
          select * from (
            (select distinct on (v.at, v.source) 0 as tier, v.at, v.source, v.rank, v.version, v.usd from marketdata.v_reference_price_version v
             where v.asset_id = q.asset_id and v.granularity = 'hour' and v.at <= $2 and v.at > $2 - interval '3 hours' and v.recorded_at <= $3 order by v.at desc, v.source, v.version desc)
            union all
            (select distinct on (v.at, v.source) 1 as tier, v.at, v.source, v.rank, v.version, v.usd from marketdata.v_reference_price_version v
             where v.asset_id = q.asset_id and v.granularity = 'day' and v.at <= $2 and v.at > $2 - interval '3 days' and v.recorded_at <= $3 order by v.at desc, v.source, v.version desc)) all_of
          order by tier, at desc, rank, source limit 1) b
        """;

    /// <summary>The prices there were; an asset without one is missing.</summary>
    public static async Task<Dictionary<AssetId, PastPrice>> ReadAsync(IDatabaseTransaction transaction, IEnumerable<AssetId> assets, PastPair pair, CancellationToken cancellationToken)
    {
        var prices = new Dictionary<AssetId, PastPrice> { [PriceQuestion.Dollar] = new(Quantity.One, "US dollar", pair.AsOf, 0, IsHourly: true) };
        string[] asked = [.. assets.Where(a => a != PriceQuestion.Dollar && !a.IsUnknown).Select(a => a.Value).Distinct()];
        if (asked.Length == 0 || !await IsThereAsync(transaction, cancellationToken)) return prices;
        await using var command = new NpgsqlCommand(Query, transaction.Connection);
        command.Parameters.Add(new() { Value = asked });
        command.Parameters.Add(new() { Value = pair.AsOf.UtcDateTime });
        command.Parameters.Add(new() { Value = (pair.KnownAt - Settled).UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            prices[new AssetId(reader.GetString(0))] = new(Quantity.Parse(reader.GetString(1)), reader.GetString(2), new(reader.GetDateTime(3), TimeSpan.Zero), reader.GetInt32(4), reader.GetBoolean(5));
        return prices;
    }

    internal static async Task<bool> IsThereAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select to_regclass('marketdata.v_reference_price_version') is not null", transaction.Connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
