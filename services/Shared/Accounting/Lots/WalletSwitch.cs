using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>From when on lots are kept wallet by wallet, and how those of the universal pool are allocated then.</summary>
/// <param name="At">The first instant of wallet scope (United States: 2025-01-01).</param>
/// <param name="Rule">The written rule of global allocation; used where <see cref="Specific"/> names nothing.</param>
/// <param name="DecidedAt">When the rule was fixed.</param>
/// <param name="DecidedBy">Who fixed it.</param>
public sealed record WalletSwitch(DateTimeOffset At, AllocationRule Rule, DateTimeOffset DecidedAt, string DecidedBy)
{
    /// <summary>Lot-by-lot allocations by asset, if any.</summary>
    public IReadOnlyDictionary<AssetId, IReadOnlyList<AllocatedUnits>> Specific { get; init; } = new Dictionary<AssetId, IReadOnlyList<AllocatedUnits>>();

    /// <summary>Allocates the lots of one asset.</summary>
    /// <exception cref="InvalidOperationException">A specific allocation does not fit the lots and balances.</exception>
    internal AllocationRecord Allocate(AssetId asset, IReadOnlyList<OpenLot> lots, IReadOnlyList<WalletBalance> balances)
    {
        if (!Specific.TryGetValue(asset, out var allocated))
            return new AllocationRecord(asset, At, balances, lots, WalletAllocation.Global(Rule, lots, balances), Text(), DecidedAt, DecidedBy);
        if (WalletAllocation.Check(allocated, lots, balances) is { } wrong) throw new InvalidOperationException($"The allocation of {asset} does not fit: {wrong}.");
        return new AllocationRecord(asset, At, balances, lots, allocated, "specific unit allocation, lot by lot", DecidedAt, DecidedBy);
    }

    private string Text() => Rule == AllocationRule.OldestFirst
        ? "global allocation: the oldest lots to the wallets in the order of their names"
        : "global allocation: the lots of lowest unit cost to the wallet with the largest balance, and so on";
}
