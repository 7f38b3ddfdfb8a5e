namespace PortfolioPlatform.Risk.Returns;

/// <summary>What a missing price does. No policy ever uses a later price for an earlier time.</summary>
public enum GapPolicy
{
    /// <summary>No return is made across a gap; a row counts only when every asset has its one-period return (pandas: <c>pct_change(fill_method=None).dropna()</c>).</summary>
    Drop,

    /// <summary>Rows with a gap are left out first, so one return spans the gap (pandas: <c>dropna().pct_change()</c>).</summary>
    Bridge,

    /// <summary>The last known price stands until the next one (pandas: <c>ffill().pct_change()</c>): zero returns, then a jump. Understates volatility.</summary>
    Carry,
}
