namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>How an empirical expected shortfall is taken.</summary>
public enum ShortfallRule
{
    /// <summary>The mean of all returns at or below −VaR (<c>r[r &lt;= q].mean()</c>).</summary>
    TailMean,

    /// <summary>The mean of the empirical quantile function over the tail, the last observation counting in part; coherent. Source: C. Acerbi, D. Tasche, "On the coherence of expected shortfall", J. Banking &amp; Finance 26 (2002), definition 2.6.</summary>
    Integral,
}
