using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>A part of a disposal matched with a part of one lot (or of a pool): one audit row.</summary>
/// <param name="Asset">What was disposed of.</param>
/// <param name="Disposal">The disposing event; −1 when a day's disposals are matched as one.</param>
/// <param name="Disposed">When.</param>
/// <param name="Lot">The acquiring event; −1 for an average or section 104 pool.</param>
/// <param name="Acquired">When the units were first acquired; null for a pool.</param>
/// <param name="Units">How many.</param>
/// <param name="Proceeds">What they fetched, fees not deducted.</param>
/// <param name="Cost">What they cost, fees not added.</param>
/// <param name="AcquisitionFee">Their share of the fees of the acquisition.</param>
/// <param name="DisposalFee">Their share of the fees of the disposal.</param>
/// <param name="Rule">Why this lot: <c>fifo</c>, <c>hifo</c>, <c>same-day</c>, <c>30-day</c>, <c>section-104</c> …</param>
/// <param name="Basis">Whether the cost is known.</param>
public readonly record struct MatchedPiece(
    AssetId Asset,
    long Disposal,
    DateTimeOffset Disposed,
    long Lot,
    DateTimeOffset? Acquired,
    Quantity Units,
    Quantity Proceeds,
    Quantity Cost,
    Quantity AcquisitionFee,
    Quantity DisposalFee,
    string Rule,
    BasisState Basis)
{
    /// <summary>The wallet disposed from; empty where a method knows none.</summary>
    public string Wallet { get => field ?? ""; init; }

    /// <summary>What the law adds to the difference: a denied loss is positive.</summary>
    public Quantity Adjustment { get; init; }

    /// <summary>Gain before any fee.</summary>
    public Quantity GainExFees => Proceeds - Cost;

    /// <summary>Gain after the fees of both sides and the adjustment.</summary>
    public Quantity GainNet => Adjustment.IsZero ? Proceeds - DisposalFee - Cost - AcquisitionFee : Proceeds - DisposalFee - Cost - AcquisitionFee + Adjustment;
}
