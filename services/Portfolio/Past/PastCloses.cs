using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>Reference prices of many instants, by the rules of <see cref="PastPriceSql"/>: daily closes in one walk along the index, hourly ones only of assets that have some there.</summary>
internal static class PastCloses
{
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(3);

    private const string Days = """
        select distinct on (v.asset_id, v.at, v.source) v.asset_id, v.at, v.source, v.rank, v.usd::text from marketdata.v_reference_price_version v
        where v.asset_id = any($1) and v.granularity = 'day' and v.at > $2 and v.at <= $3 and v.recorded_at <= $4 order by v.asset_id, v.at, v.source, v.version desc
        """;

    private const string Hours = """
        select q.asset_id, t.at, b.usd::text from unnest($1) as q(asset_id) cross join unnest($5) as t(at) cross join lateral (
          select * from (
            select distinct on (v.at, v.source) v.at, v.source, v.rank, v.usd from marketdata.v_reference_price_version v
            where v.asset_id = q.asset_id and v.granularity = 'hour' and v.at <= t.at and v.at > t.at - interval '3 hours' and v.recorded_at <= $4 order by v.at desc, v.source, v.version desc) h
          order by at desc, rank, source limit 1) b
        where exists (select from marketdata.v_reference_price_version v where v.asset_id = q.asset_id and v.granularity = 'hour' and v.at > $2 and v.at <= $3)
        """;

    /// <summary>Dollars for one of each asset at each instant; what had no price is missing.</summary>
    public static async Task<Dictionary<(AssetId Asset, DateTimeOffset At), double>> ReadAsync(
        IDatabaseTransaction transaction, IEnumerable<AssetId> assets, IReadOnlyCollection<DateTimeOffset> times, DateTimeOffset knownAt, CancellationToken cancellationToken)
    {
        var prices = new Dictionary<(AssetId, DateTimeOffset), double>();
        string[] asked = [.. assets.Where(a => a != PriceQuestion.Dollar && !a.IsUnknown).Select(a => a.Value).Distinct()];
        if (asked.Length == 0 || times.Count == 0 || !await PastPriceSql.IsThereAsync(transaction, cancellationToken)) return prices;
        DateTimeOffset[] instants = [.. times.Order()];
        object[] range = [asked, (instants[0] - Oldest).UtcDateTime, instants[^1].UtcDateTime, (knownAt - PastPriceSql.Settled).UtcDateTime];
        var days = await TakeAsync(transaction, Days, r => new Close(r.GetString(0), Utc(r, 1), r.GetInt32(3), r.GetString(2), Quantity.Parse(r.GetString(4)).ToDouble()), range, cancellationToken);
        foreach (var closes in days.GroupBy(c => c.Asset, StringComparer.Ordinal)) Follow([.. closes.OrderBy(c => c.At).ThenByDescending(c => c.Rank).ThenByDescending(c => c.Source, StringComparer.Ordinal)], instants, prices);
        foreach (var hour in await TakeAsync(transaction, Hours, r => (Asset: r.GetString(0), At: Utc(r, 1), Usd: Quantity.Parse(r.GetString(2)).ToDouble()), [.. range, instants.Select(t => t.UtcDateTime).ToArray()], cancellationToken))
            prices[(new(hour.Asset), hour.At)] = hour.Usd;
        return prices;
    }

    /// <summary>The last close at or before each instant, if it is not too old. Of several at once the best stands last.</summary>
    private static void Follow(Close[] closes, DateTimeOffset[] instants, Dictionary<(AssetId, DateTimeOffset), double> prices)
    {
        var last = -1;
        foreach (var instant in instants)
        {
            while (last + 1 < closes.Length && closes[last + 1].At <= instant) last++;
            if (last >= 0 && closes[last].At > instant - Oldest) prices[(new(closes[last].Asset), instant)] = closes[last].Usd;
        }
    }

    private static async Task<List<T>> TakeAsync<T>(IDatabaseTransaction transaction, string sql, Func<NpgsqlDataReader, T> row, object[] values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(row, cancellationToken);
    }

    private static DateTimeOffset Utc(NpgsqlDataReader r, int column) => new(r.GetDateTime(column), TimeSpan.Zero);

    private sealed record Close(string Asset, DateTimeOffset At, int Rank, string Source, double Usd);
}
