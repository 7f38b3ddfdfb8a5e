namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>How one period's distribution becomes that of a horizon of h periods.</summary>
public enum TimeScaling
{
    /// <summary>Mean times h, deviation times √h, the shape as it is; an empirical VaR and ES times √h (Basel Committee, 1996 amendment, B.4(c)).</summary>
    SquareRoot,

    /// <summary>As independent periods add up: mean times h, deviation times √h, skewness over √h, excess kurtosis over h.</summary>
    Cumulants,

    /// <summary>The returns are first summed over h periods in a row, one sum starting at every period.</summary>
    Overlapping,
}
