namespace PortfolioPlatform.Risk.MonteCarlo;

/// <summary>How one asset moves.</summary>
public enum Marginal
{
    /// <summary>Normal with the asset's mean and deviation.</summary>
    Normal,

    /// <summary>Student with the copula's degrees of freedom, and the asset's mean and deviation.</summary>
    Student,

    /// <summary>As it did: the quantiles (type 7) of its own history.</summary>
    Empirical,
}
