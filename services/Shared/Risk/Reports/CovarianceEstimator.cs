namespace PortfolioPlatform.Risk.Reports;

/// <summary>How the covariance is estimated.</summary>
public enum CovarianceEstimator
{
    /// <summary>Sample moments.</summary>
    Sample,

    /// <summary>Exponentially weighted about zero.</summary>
    Ewma,

    /// <summary>Shrunk.</summary>
    LedoitWolf,
}
