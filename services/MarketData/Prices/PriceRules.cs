namespace PortfolioPlatform.MarketData.Prices;

/// <summary>How ticks become prices.</summary>
internal sealed record PriceRules
{
    /// <summary>A venue that told nothing on any market for so long is dark: its ticks count only where no living venue has the asset.</summary>
    /// <value>Default 1.5 s.</value>
    public TimeSpan VenueSilence { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>A market's last price is shown as stale when it was not confirmed for so long.</summary>
    /// <value>Default 90 s.</value>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Older than this a tick is no price any more.</summary>
    /// <value>Default 24 h.</value>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Venues within this share of the median are never outliers.</summary>
    /// <value>Default 2 %.</value>
    public decimal Band { get; init; } = 0.02m;

    /// <summary>Beyond the band, a venue further from the median than so many median deviations is an outlier.</summary>
    /// <value>Default 6.</value>
    public decimal DeviationFactor { get; init; } = 6m;

    /// <summary>A single source that moves further than this between two looks is held until confirmed.</summary>
    /// <value>Default 25 %.</value>
    public decimal Spike { get; init; } = 0.25m;

    /// <summary>How long a single source must stay at its new level to be believed.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan SpikeHold { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an unchanged price is told again with its newer age.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan ConfirmEvery { get; init; } = TimeSpan.FromSeconds(5);
}
