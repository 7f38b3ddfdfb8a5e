using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>
/// Assigns the lots of a universal pool to the wallets that hold the units (Rev. Proc. 2024-28, safe harbour allocation of unused basis).
/// Irrevocable once made; the record says by which rule, when it was decided and by whom.
/// </summary>
public static class WalletAllocation
{
    /// <summary>Allocates by a written rule (global allocation). What the wallets hold beyond the lots has an unknown basis and is not listed.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="lots">Unused basis at the moment of the switch.</param>
    /// <param name="balances">Units per wallet at that moment.</param>
    public static IReadOnlyList<AllocatedUnits> Global(AllocationRule rule, IEnumerable<OpenLot> lots, IEnumerable<WalletBalance> balances)
    {
        var queue = new Queue<OpenLot>(Ordered(rule, lots));
        var result = new List<AllocatedUnits>();
        var rest = queue.TryDequeue(out var lot) ? lot.Units : Quantity.Zero;
        foreach (var balance in Ordered(rule, balances))
        {
            var wanted = balance.Units;
            while (wanted.Sign > 0 && rest.Sign > 0)
            {
                var units = wanted < rest ? wanted : rest;
                result.Add(new AllocatedUnits(lot.Id, balance.Wallet, units));
                wanted -= units;
                rest -= units;
                if (rest.IsZero && queue.TryDequeue(out lot)) rest = lot.Units;
            }
        }

        return result;
    }

    /// <summary>
    /// Checks a lot-by-lot allocation (specific unit allocation): no more of a lot than there is, no more to a wallet than it holds, and nothing left of a lot while a wallet has room. Units of the
    /// pool beyond what the wallets hold together stay unallocated, as they do by a written rule.
    /// </summary>
    /// <returns>What is wrong, or nothing.</returns>
    public static string? Check(IReadOnlyList<AllocatedUnits> allocation, IReadOnlyList<OpenLot> lots, IReadOnlyList<WalletBalance> balances, Func<long, string> nameOf)
    {
        var beyond = lots.Aggregate(Quantity.Zero, (sum, l) => sum + l.Units) - balances.Aggregate(Quantity.Zero, (sum, b) => sum + b.Units);
        var (rest, first) = (Quantity.Zero, (string?)null);
        // Parts of one lot have its id: together they are what a list names.
        foreach (var lot in lots.GroupBy(l => l.Id).Select(g => (Id: g.Key, Units: g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Units))))
        {
            var allocated = Sum(allocation.Where(a => a.Lot == lot.Id));
            if (allocated == lot.Units) continue;
            first ??= $"lot {nameOf(lot.Id)} holds {lot.Units} units, allocated are {allocated}";
            if (allocated > lot.Units) return first;
            rest += lot.Units - allocated;
        }

        if (rest.Sign > 0 && rest > beyond) return first;
        if (allocation.FirstOrDefault(a => lots.All(l => l.Id != a.Lot)) is { Wallet: not null } stranger) return $"no lot {nameOf(stranger.Lot)} is held";
        foreach (var wallet in allocation.Select(a => a.Wallet).Distinct(StringComparer.Ordinal))
        {
            var held = balances.FirstOrDefault(b => string.Equals(b.Wallet, wallet, StringComparison.Ordinal)).Units;
            if (Sum(allocation.Where(a => string.Equals(a.Wallet, wallet, StringComparison.Ordinal))) > held) return $"wallet {wallet} holds {held} units, allocated are more";
        }

        return null;
    }

    private static Quantity Sum(IEnumerable<AllocatedUnits> units) => units.Aggregate(Quantity.Zero, (sum, u) => sum + u.Units);

    private static IEnumerable<OpenLot> Ordered(AllocationRule rule, IEnumerable<OpenLot> lots) => rule == AllocationRule.OldestFirst
        ? lots.OrderBy(l => l.Acquired).ThenBy(l => l.Id)
        : lots.OrderBy(l => l.Cost.Divide(l.Units, Lot.ShareScale)).ThenBy(l => l.Acquired).ThenBy(l => l.Id);

    private static IEnumerable<WalletBalance> Ordered(AllocationRule rule, IEnumerable<WalletBalance> balances) => rule == AllocationRule.OldestFirst
        ? balances.OrderBy(b => b.Wallet, StringComparer.Ordinal)
        : balances.OrderByDescending(b => b.Units).ThenBy(b => b.Wallet, StringComparer.Ordinal);
}

/// <summary>A written rule of global allocation.</summary>
public enum AllocationRule
{
    /// <summary>The oldest lots go to the wallets in the order of their names.</summary>
    OldestFirst,

    /// <summary>The lots of lowest unit cost go to the wallet with the largest balance, and so on.</summary>
    LowestBasisToLargestBalance,
}

/// <summary>Units of one asset in one wallet.</summary>
public readonly record struct WalletBalance(string Wallet, Quantity Units);

/// <summary>Units of one lot that belong to one wallet.</summary>
public readonly record struct AllocatedUnits(long Lot, string Wallet, Quantity Units);

/// <summary>The dated record of an allocation of one asset.</summary>
/// <param name="Asset">Which asset.</param>
/// <param name="At">The instant from which pools are kept by wallet.</param>
/// <param name="Balances">Units per wallet at that instant.</param>
/// <param name="Unused">The pool of unused basis.</param>
/// <param name="Allocated">What went where.</param>
/// <param name="Rule">The text of the rule.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="DecidedBy">By whom.</param>
public sealed record AllocationRecord(
    AssetId Asset, DateTimeOffset At, IReadOnlyList<WalletBalance> Balances, IReadOnlyList<OpenLot> Unused, IReadOnlyList<AllocatedUnits> Allocated, string Rule, DateTimeOffset DecidedAt, string DecidedBy);
