using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>How long a candle is.</summary>
internal enum CandleInterval
{
    Minute,
    FiveMinutes,
    Hour,
    Day,
}

/// <summary>Prices over an interval, in US dollars.</summary>
/// <param name="At">When it begins.</param>
/// <param name="Open">The first price.</param>
/// <param name="High">The highest price.</param>
/// <param name="Low">The lowest price.</param>
/// <param name="Close">The last price.</param>
internal sealed record Candle(DateTimeOffset At, Quantity Open, Quantity High, Quantity Low, Quantity Close);

/// <summary>A closing price that books are valued at. It is never changed: a correction is a further version.</summary>
/// <param name="At">The instant it is the price of.</param>
/// <param name="Usd">US dollars for one.</param>
/// <param name="Source">Venue and market, or the consolidated price.</param>
/// <param name="Version">Rises with each correction.</param>
/// <param name="RecordedAt">When it became known.</param>
internal sealed record ReferencePrice(DateTimeOffset At, Quantity Usd, string Source, int Version, DateTimeOffset RecordedAt)
{
    /// <summary>Which source comes before another at one instant; for cursors.</summary>
    [GraphQLIgnore]
    public int Rank { get; init; }
}
