using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>Units of a lot that belong to a wallet from the switch to wallets on, as a person named them.</summary>
/// <param name="Asset">Of what.</param>
/// <param name="Lot">The id of the row that acquired them.</param>
/// <param name="Wallet">Which wallet.</param>
/// <param name="Units">How many.</param>
/// <param name="DecidedAt">When that was fixed.</param>
/// <param name="DecidedBy">Who fixed it.</param>
internal sealed record NamedUnits(AssetId Asset, string Lot, string Wallet, Quantity Units, DateTimeOffset DecidedAt, string DecidedBy)
{
    /// <summary>The allocation of an asset; null when none of its lots is named. The latest decision counts.</summary>
    /// <exception cref="AllocationMismatchException">No row has the id of a lot.</exception>
    public static SpecificAllocation? Of(IReadOnlyList<NamedUnits> named, AssetId asset, EventIds ids)
    {
        var own = named.Where(n => n.Asset == asset).ToArray();
        if (own.Length == 0) return null;
        var last = own.MaxBy(n => n.DecidedAt)!;
        return new SpecificAllocation([.. own.Select(n => new AllocatedUnits(n.Lot == "pool" ? -1 : ids.Find(n.Lot) ?? throw new AllocationMismatchException($"The allocation of {asset} names lot {n.Lot}, which no row has."), n.Wallet, n.Units))], last.DecidedAt, last.DecidedBy);
    }
}
