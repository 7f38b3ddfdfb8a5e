namespace PortfolioPlatform.Accounting.Positions;

/// <summary>What a movement does to profit and loss besides the balance.</summary>
public enum MovementEffect
{
    /// <summary>One side of an exchange: cost for cost, the difference is realised.</summary>
    Exchange,

    /// <summary>Value that came from nothing: rewards, interest, rebates.</summary>
    Income,

    /// <summary>Value given for nothing: fees, interest paid. The asset is disposed of at its value.</summary>
    Fee,

    /// <summary>Profit or loss of a derivative or margin position, signed.</summary>
    Result,

    /// <summary>In or out over the border of the books: in at market value, out at cost.</summary>
    Flow,

    /// <summary>Between wallets of one account: the balance in transit, nets to zero.</summary>
    Internal,

    /// <summary>A difference below the asset's step: in at no cost, out as a loss of its cost.</summary>
    Rounding,

    /// <summary>Basis that moves with the asset: transfers between own accounts, renames, wraps.</summary>
    Carry,
}
