using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>What only some events carry.</summary>
public sealed record LotEventDetail
{
    /// <summary>The asset a conversion ends in.</summary>
    public AssetId? ToAsset { get; init; }

    /// <summary>How many units of <see cref="ToAsset"/> a conversion ends in.</summary>
    public Quantity ToUnits { get; init; }

    /// <summary>The date of acquisition to keep, when units come in with a history: a gift whose donor's date counts.</summary>
    public DateTimeOffset? Acquired { get; init; }

    /// <summary>Unit cost from which losses are measured when it is below the basis (gift of depreciated property).</summary>
    public Quantity? LossUnitCost { get; init; }

    /// <summary>The value of all units where no unit price is exact: what was given for them in a swap.</summary>
    public Quantity? Value { get; init; }

    /// <summary>The units the taxpayer named for this disposal.</summary>
    public LotIdentification? Identification { get; init; }

    /// <summary>Value of the whole portfolio at that moment, in the book currency (France).</summary>
    public Quantity? PortfolioValue { get; init; }

    /// <summary>Whether nobody knows what the units cost: they come in as a lot of unknown basis.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Why units leave or come: <c>gift-out</c>, <c>theft</c> …</summary>
    public string? Reason { get; init; }
}
