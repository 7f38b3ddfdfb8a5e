using System.Globalization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>From when on lots are kept wallet by wallet, and how those of the universal pool are allocated then.</summary>
/// <param name="At">The first instant of wallet scope (United States: 2025-01-01).</param>
/// <param name="Rule">The written rule of global allocation; used where <see cref="Specific"/> names nothing.</param>
/// <param name="DecidedAt">When the rule was fixed.</param>
/// <param name="DecidedBy">Who fixed it.</param>
public sealed record WalletSwitch(DateTimeOffset At, AllocationRule Rule, DateTimeOffset DecidedAt, string DecidedBy)
{
    /// <summary>The lot-by-lot allocation of an asset; null where the rule decides. Asked once, when the lots are allocated.</summary>
    public Func<AssetId, SpecificAllocation?> Specific { get; init; } = _ => null;

    /// <summary>How a lot is called in messages.</summary>
    public Func<long, string> NameOf { get; init; } = lot => lot.ToString(CultureInfo.InvariantCulture);

    /// <summary>Allocates the lots of one asset.</summary>
    /// <exception cref="AllocationMismatchException">A specific allocation does not fit the lots and balances.</exception>
    internal AllocationRecord Allocate(AssetId asset, IReadOnlyList<OpenLot> lots, IReadOnlyList<WalletBalance> balances)
    {
        if (Specific(asset) is not { } specific)
            return new AllocationRecord(asset, At, balances, lots, WalletAllocation.Global(Rule, lots, balances), Text(), DecidedAt, DecidedBy);
        if (WalletAllocation.Check(specific.Units, lots, balances, NameOf) is { } wrong) throw new AllocationMismatchException($"The allocation of {asset} does not fit: {wrong}.");
        return new AllocationRecord(asset, At, balances, lots, specific.Units, "specific unit allocation, lot by lot", specific.DecidedAt, specific.DecidedBy);
    }

    private string Text() => Rule == AllocationRule.OldestFirst
        ? "global allocation: the oldest lots to the wallets in the order of their names"
        : "global allocation: the lots of lowest unit cost to the wallet with the largest balance, and so on";
}

/// <summary>Which lots of an asset belong to which wallets, named one by one.</summary>
/// <param name="Units">Units of lots by wallet.</param>
/// <param name="DecidedAt">When it was fixed.</param>
/// <param name="DecidedBy">Who fixed it.</param>
public sealed record SpecificAllocation(IReadOnlyList<AllocatedUnits> Units, DateTimeOffset DecidedAt, string DecidedBy);

/// <summary>A lot-by-lot allocation that the lots and wallets contradict.</summary>
public sealed class AllocationMismatchException(string message) : InvalidOperationException(message);
