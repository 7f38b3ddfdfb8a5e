namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>What a past return says about tomorrow.</summary>
public enum HistoricalWeighting
{
    /// <summary>All the same.</summary>
    Plain,

    /// <summary>Less with age, by a constant factor a period. Source: J. Boudoukh, M. Richardson, R. Whitelaw, "The best of both worlds", Risk 11 (1998).</summary>
    Age,

    /// <summary>As much as now's volatility differs from then's. Source: J. Hull, A. White, "Incorporating volatility updating into the historical simulation method", J. Risk 1 (1998).</summary>
    Volatility,
}
