using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>What an event does to lots.</summary>
public enum LotEventKind
{
    /// <summary>Units come in at a price.</summary>
    Buy,

    /// <summary>Units go out at a price.</summary>
    Sell,

    /// <summary>Units come in as income at their fair value, which becomes their basis.</summary>
    Income,

    /// <summary>Units move to another own wallet: dates and basis travel, nothing is disposed of.</summary>
    Transfer,

    /// <summary>Units leave without a disposal: a gift or loss the law does not tax. Their basis leaves with them.</summary>
    Remove,

    /// <summary>Units become units of another asset (wrap, rename): dates and basis travel, nothing is disposed of.</summary>
    Convert,
}

/// <summary>One event in the book currency. Total order: (time, id).</summary>
/// <param name="Id">Unique; the order among events of one instant.</param>
/// <param name="Time">When.</param>
/// <param name="Wallet">Where the units are.</param>
/// <param name="Asset">Which asset.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Units">How many, above zero.</param>
/// <param name="UnitPrice">Price or fair value of one unit; not used by transfers.</param>
/// <param name="Fee">Fees in the book currency; negative for a rebate.</param>
/// <param name="ToWallet">Where a transfer goes.</param>
/// <param name="Detail">What only some events carry; null for plain ones.</param>
public readonly record struct LotEvent(
    long Id,
    DateTimeOffset Time,
    string Wallet,
    AssetId Asset,
    LotEventKind Kind,
    Quantity Units,
    Quantity UnitPrice,
    Quantity Fee,
    string? ToWallet = null,
    LotEventDetail? Detail = null) : IComparable<LotEvent>
{
    /// <summary>What all units cost or fetched, fees apart.</summary>
    public Quantity Value => Detail?.Value ?? Units * UnitPrice;

    /// <inheritdoc/>
    public int CompareTo(LotEvent other)
    {
        var byTime = Time.CompareTo(other.Time);
        return byTime != 0 ? byTime : Id.CompareTo(other.Id);
    }
}
