namespace PortfolioPlatform.Risk.Reports;

/// <summary>Which correlation is shown.</summary>
public enum CorrelationKind
{
    /// <summary>Of the covariance in use.</summary>
    Pearson,

    /// <summary>Of ranks.</summary>
    Spearman,

    /// <summary>Of orders of pairs.</summary>
    Kendall,
}
