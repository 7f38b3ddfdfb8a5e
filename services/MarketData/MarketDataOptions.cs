namespace PortfolioPlatform.MarketData;

/// <summary>Settings of the section <c>MarketData</c>.</summary>
internal sealed class MarketDataOptions
{
    /// <summary>How often everything is repriced besides the ticks' own assets.</summary>
    /// <value>Default 250 ms.</value>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long minute candles are kept.</summary>
    /// <value>Default 30 days.</value>
    public TimeSpan KeepMinutes { get; set; } = TimeSpan.FromDays(30);
}
