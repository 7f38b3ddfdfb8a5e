using System.Globalization;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>Assets and their prices.</summary>
[Authorize(Permission.ReadPart)]
internal sealed class MarketQueries(MarketSql sql, LiveReader live, TimeProvider time)
{
    /// <summary>Assets of the registry, by id.</summary>
    /// <param name="ids">Only these; all if left out.</param>
    /// <param name="paging">The page.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100)]
    public async Task<Connection<AssetItem>> GetAssetsAsync([ID] IReadOnlyList<string>? ids, PagingArguments paging, CancellationToken cancellationToken) =>
        KeysetPage.Of(await sql.AssetsAsync(ids, paging.After, paging.First!.Value + 1, cancellationToken), paging, a => a.Id);

    /// <summary>Prices now, by asset.</summary>
    /// <param name="assets">Only of these; of all if left out.</param>
    /// <param name="paging">The page.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100)]
    public async Task<Connection<PriceItem>> GetPricesAsync([ID] IReadOnlyList<string>? assets, PagingArguments paging, CancellationToken cancellationToken)
    {
        var now = await live.NowAsync(FeedSource.Public(LiveTopics.Prices), cancellationToken);
        var wanted = (assets?.Distinct(StringComparer.Ordinal) ?? now.Keys).Where(a => now.ContainsKey(a) && string.CompareOrdinal(a, paging.After) > 0).Order(StringComparer.Ordinal);
        return KeysetPage.Of([.. wanted.Take(paging.First!.Value + 1).Select(a => PriceItem.Read(now[a].Span)).OfType<PriceItem>()], paging, p => p.AssetId);
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
    /// <param name="paging">The page.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 500, MaxPageSize = 2000)]
    public async Task<Connection<ReferencePrice>> GetReferencePricesAsync(
        [ID] string asset, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? knownAt, PagingArguments paging, CancellationToken cancellationToken, bool daily = false)
    {
        var after = KeysetPage.After(paging, 4, w => new ReferencePlace(KeysetPage.Instant(w[0]), Whole(w[1]), w[3], Whole(w[2])));
        var rows = await sql.ReferencesAsync(new(asset, daily, from, to, knownAt ?? time.GetUtcNow()), after, paging.First!.Value + 1, cancellationToken);
        return KeysetPage.Of([.. rows.Select(r => r.Price with { Rank = r.Rank })], paging, p => KeysetPage.Cursor(p.At, p.Rank, p.Version, p.Source));
    }

    private static int Whole(string word) => int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture);

    private static TimeSpan Length(CandleInterval interval) => interval switch
    {
        CandleInterval.Minute => TimeSpan.FromMinutes(1),
        CandleInterval.FiveMinutes => TimeSpan.FromMinutes(5),
        CandleInterval.Hour => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };
}
