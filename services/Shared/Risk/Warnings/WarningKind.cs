namespace PortfolioPlatform.Risk.Warnings;

/// <summary>What a book is warned of.</summary>
public enum WarningKind
{
    /// <summary>Assets move together much more, or much less, than they used to.</summary>
    CorrelationBreak,

    /// <summary>An asset falls away from the rest of the market.</summary>
    AssetBreak,

    /// <summary>The book stands far below its peak.</summary>
    Drawdown,

    /// <summary>A stablecoin left its band.</summary>
    StablecoinBand,

    /// <summary>There is no price, or only an old one.</summary>
    MissingPrice,

    /// <summary>Value at risk is above its limit.</summary>
    ValueAtRisk,

    /// <summary>Too much of the book hangs on one thing.</summary>
    Concentration,

    /// <summary>Margin behind derivatives is nearly used up.</summary>
    MarginRatio,
}
