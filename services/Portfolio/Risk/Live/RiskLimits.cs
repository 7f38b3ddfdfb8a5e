namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Settings of section <c>Portfolio:Risk</c>: limits are fractions of a portfolio's value.</summary>
internal sealed class RiskLimits
{
    /// <summary>Value at risk of a day at 95 % (normal) above which is warned.</summary>
    /// <value>Default 0.1.</value>
    public double VarLimit { get; set; } = 0.1;

    /// <summary>Largest share of one asset, fiat money aside.</summary>
    /// <value>Default 0.6.</value>
    public double AssetLimit { get; set; } = 0.6;

    /// <summary>Largest share that lies at one venue.</summary>
    /// <value>Default 0.8.</value>
    public double VenueLimit { get; set; } = 0.8;

    /// <summary>Maintenance margin over equity of derivatives that share a margin; at 1 the venue liquidates.</summary>
    /// <value>Default 0.5.</value>
    public double MarginLimit { get; set; } = 0.5;

    /// <summary>Shares below this are too small to warn of a missing price.</summary>
    /// <value>Default 0.01.</value>
    public double Negligible { get; set; } = 0.01;
}
