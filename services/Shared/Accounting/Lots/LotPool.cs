using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>All open units of one asset within one scope (everything, or one wallet), and how disposals leave it.</summary>
internal abstract class LotPool
{
    /// <summary>Units held.</summary>
    public Quantity Units { get; private protected set; }

    /// <summary>Open lots; a pool without lots tells one row.</summary>
    public abstract IReadOnlyList<OpenLot> Open { get; }

    /// <summary>Takes units in.</summary>
    public abstract void Acquire(Lot lot);

    /// <summary>Lets units out, adding one row per matched piece. What is not held comes from a lot of unknown basis.</summary>
    /// <returns>The units short: zero when all was held.</returns>
    public abstract Quantity Dispose(in Disposal disposal, ICollection<MatchedPiece> pieces);

    /// <summary>Takes lots out whole or in part, with their dates and costs, in the order of disposals.</summary>
    /// <returns>The lots, and the units short.</returns>
    public abstract (IReadOnlyList<Lot> Moved, Quantity Short) Withdraw(Quantity units);

    /// <summary>Takes lots out for a move to another wallet or asset, in the order of transfers.</summary>
    /// <returns>The lots, and the units short.</returns>
    public virtual (IReadOnlyList<Lot> Moved, Quantity Short) Move(Quantity units) => Withdraw(units);

    /// <summary>A pool for a method.</summary>
    /// <param name="method">What disposals take first.</param>
    /// <param name="transfers">What transfers take first, where that is something else; a pool at average cost has no such choice.</param>
    public static LotPool Of(LotMethod method, LotMethod? transfers) =>
        method is LotMethod.Average or LotMethod.DatedAverage ? new AveragePool(method == LotMethod.DatedAverage) : new OrderedPool(method, transfers);
}

/// <summary>A disposal as a pool sees it.</summary>
/// <param name="Id">The event.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Time">When.</param>
/// <param name="Units">How many, above zero.</param>
/// <param name="UnitPrice">What one unit fetched, fees not deducted.</param>
/// <param name="Fee">Fees of the disposal.</param>
/// <param name="Wallet">Where from.</param>
/// <param name="Identified">Lots to take first, with how many units of each; null for none.</param>
internal readonly record struct Disposal(long Id, AssetId Asset, DateTimeOffset Time, Quantity Units, Quantity UnitPrice, Quantity Fee, string Wallet, IReadOnlyList<IdentifiedUnits>? Identified = null);

/// <summary>What is still held of a lot or pool.</summary>
/// <param name="Id">The acquiring event; −1 for a pool.</param>
/// <param name="Acquired">When; null for a pool.</param>
/// <param name="Units">How many.</param>
/// <param name="Cost">Their cost, fees not added.</param>
/// <param name="Fee">Their acquisition fees.</param>
/// <param name="Basis">Whether the cost is known.</param>
public readonly record struct OpenLot(long Id, DateTimeOffset? Acquired, Quantity Units, Quantity Cost, Quantity Fee, BasisState Basis);
