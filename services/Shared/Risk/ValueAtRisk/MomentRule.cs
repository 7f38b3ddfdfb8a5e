namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>How moments are estimated.</summary>
public enum MomentRule
{
    /// <summary>Variance with n − 1; skewness G₁ and excess kurtosis G₂ corrected for small samples (pandas, Excel, SAS; type 2 of Joanes and Gill 1998).</summary>
    Sample,

    /// <summary>Everything with n: g₁ and g₂ (scipy's default; type 1).</summary>
    Population,

    /// <summary>Variance with n − 1 and third and fourth central moments with n over its powers: b₁ and b₂ (R's e1071 and Minitab; type 3).</summary>
    Standardised,
}
