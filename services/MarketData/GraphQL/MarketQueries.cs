using PortfolioPlatform.Contracts;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>Assets and their prices.</summary>
[Authorize(Permission.ReadPart)]
internal sealed class MarketQueries(MarketSql sql, LiveReader live, TimeProvider time)
{
    private const int MostRows = 10_000;

    /// <summary>Assets of the registry, by id.</summary>
    /// <param name="ids">Only these; all if left out.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100)]
    public async Task<IReadOnlyList<AssetItem>> GetAssetsAsync([ID] IReadOnlyList<string>? ids, CancellationToken cancellationToken) => await sql.AssetsAsync(ids, cancellationToken);

    /// <summary>Prices now, by asset.</summary>
    /// <param name="assets">Only of these; of all if left out.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100)]
    public async Task<IReadOnlyList<PriceItem>> GetPricesAsync([ID] IReadOnlyList<string>? assets, CancellationToken cancellationToken)
    {
        var now = await live.NowAsync(FeedSource.Public(LiveTopics.Prices), cancellationToken);
        var wanted = assets is null ? now.Values : assets.Distinct(StringComparer.Ordinal).Where(now.ContainsKey).Select(a => now[a]);
        return [.. wanted.Select(v => PriceItem.Read(v.Span)).OfType<PriceItem>().OrderBy(p => p.AssetId, StringComparer.Ordinal)];
    }

    /// <summary>Consolidated prices of an asset by interval, oldest first.</summary>
    /// <param name="asset">Of what.</param>
    /// <param name="interval">How long a candle is.</param>
    /// <param name="from">From when, included.</param>
    /// <param name="to">Until when, not included; now if left out.</param>
    /// <param name="paging">The page.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 500, MaxPageSize = 2000)]
    public async Task<Connection<Candle>> GetCandlesAsync([ID] string asset, CandleInterval interval, DateTimeOffset from, DateTimeOffset? to, PagingArguments paging, CancellationToken cancellationToken)
    {
        var start = InstantCursor.After(paging, from);
        if (start > from) start = start.AddTicks(-10) + Length(interval);
        var rows = await sql.CandlesAsync(asset, Length(interval), start, to ?? time.GetUtcNow(), paging.First!.Value + 1, cancellationToken);
        return InstantCursor.Page(rows, paging, c => c.At);
    }

    /// <summary>Closing prices that books are valued at, oldest first; all sources and versions known at an instant.</summary>
    /// <param name="asset">Of what.</param>
    /// <param name="daily">Closes of days instead of hours.</param>
    /// <param name="from">From when, included.</param>
    /// <param name="to">Until when, not included.</param>
    /// <param name="knownAt">As it was known then; now if left out.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 500, MaxPageSize = 2000)]
    public async Task<IReadOnlyList<ReferencePrice>> GetReferencePricesAsync([ID] string asset, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? knownAt, CancellationToken cancellationToken, bool daily = false)
    {
        var rows = await sql.ReferencesAsync(asset, daily ? "day" : "hour", from, to, knownAt ?? time.GetUtcNow(), MostRows + 1, cancellationToken);
        return rows.Count <= MostRows ? rows : throw new GraphQLFieldException($"There are more than {MostRows} prices between these instants: ask for a shorter time.", ErrorCodes.TooComplex);
    }

    private static TimeSpan Length(CandleInterval interval) => interval switch
    {
        CandleInterval.Minute => TimeSpan.FromMinutes(1),
        CandleInterval.FiveMinutes => TimeSpan.FromMinutes(5),
        CandleInterval.Hour => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };
}
