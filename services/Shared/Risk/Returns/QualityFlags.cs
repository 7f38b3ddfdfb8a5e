namespace PortfolioPlatform.Risk.Returns;

/// <summary>What is suspicious about an asset's history.</summary>
[Flags]
public enum QualityFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Rows are missing between the first and the last.</summary>
    Gaps = 1,

    /// <summary>The history begins after the table does.</summary>
    StartsLate = 2,

    /// <summary>The history ends before the table does.</summary>
    EndsEarly = 4,

    /// <summary>The same price stood for <see cref="AssetCoverage.StaleRows"/> rows or more in a row.</summary>
    Stale = 8,

    /// <summary>One period multiplied or divided the price by more than <see cref="AssetCoverage.JumpFactor"/>: a split, a redenomination or a reused symbol, unless it was a crash.</summary>
    Jump = 16,
}
