using System.Runtime.InteropServices;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>The switch from one universal pool to pools by wallet.</content>
public sealed partial class LotBook
{
    private readonly Dictionary<(AssetId Asset, string Wallet), Quantity> _balances = [];
    private readonly List<AllocationRecord> _allocations = [];
    private readonly HashSet<AssetId> _sold = [];

    /// <summary>The dated record of each asset's allocation to wallets; empty before the switch.</summary>
    public IReadOnlyList<AllocationRecord> Allocations => _allocations;

    /// <summary>Switches scope although no later event came: the record exists from the date on, not from the first sale.</summary>
    public void SwitchScope()
    {
        if (walletSwitch is not null && _scope == LotScope.Universal) Allocate(walletSwitch);
    }

    private void TrackWallets(WalletSwitch plan, in LotEvent e)
    {
        if (_scope == LotScope.Universal && e.Time >= plan.At) Allocate(plan);
        if (_scope == LotScope.Wallet)
        {
            NoteLate(e);
            return;
        }

        var leaves = e.Kind is not (LotEventKind.Buy or LotEventKind.Income);
        Balance(e.Asset, e.Wallet) += leaves ? -e.Units : e.Units;
        if (e.Kind == LotEventKind.Transfer) Balance(e.Asset, e.ToWallet!) += e.Units;
        if (e.Kind == LotEventKind.Convert) Balance(e.Detail!.ToAsset ?? e.Asset, e.ToWallet ?? e.Wallet) += e.Detail.ToUnits;
    }

    private ref Quantity Balance(AssetId asset, string wallet) => ref CollectionsMarshal.GetValueRefOrAddDefault(_balances, (asset, wallet), out _);

    private void Allocate(WalletSwitch plan)
    {
        var universal = _pools.OrderBy(p => p.Key.Asset).ToArray();
        _scope = LotScope.Wallet;
        _pools.Clear();
        foreach (var ((_, asset), pool) in universal)
        {
            var balances = _balances.Where(b => b.Key.Asset == asset && b.Value.Sign > 0).Select(b => new WalletBalance(b.Key.Wallet, b.Value)).OrderBy(b => b.Wallet, StringComparer.Ordinal).ToArray();
            var record = plan.Allocate(asset, pool.Open, balances);
            Distribute(record, pool.Withdraw(pool.Units).Moved);
            _allocations.Add(record);
            NoteUnallocated(record);
        }
    }

    // Wallets that hold less than the pool: something left one of them before it came, and the pool learnt of it later.
    private void NoteUnallocated(AllocationRecord record)
    {
        var left = Sum(record.Unused, l => l.Units) - Sum(record.Allocated, a => a.Units);
        if (left.Sign > 0) _notes.Add(new LotNote(-1, record.At, "", record.Asset, "unallocated-units", $"The pool held {left} units more than its wallets at the switch to wallets: their basis belongs to no wallet. An acquisition is missing before a sale of more than was held."));
    }

    // A specific allocation is complete before the first sale (Rev. Proc. 2024-28).
    private void NoteLate(in LotEvent e)
    {
        if (e.Kind != LotEventKind.Sell || !_sold.Add(e.Asset)) return;
        var (asset, time) = (e.Asset, e.Time);
        if (_allocations.Find(a => a.Asset == asset && a.DecidedAt > time) is not { } late) return;
        _notes.Add(new LotNote(e.Id, time, e.Wallet, asset, "late-allocation", $"The units were allocated to wallets on {late.DecidedAt:yyyy-MM-dd}, after this first sale: too late for it."));
    }

    // Equal lot ids (parts of one lot) are interchangeable: same date, same unit cost.
    private void Distribute(AllocationRecord record, IReadOnlyList<Lot> lots)
    {
        var parts = lots.ToLookup(l => l.Id);
        foreach (var (lot, wallet, units) in record.Allocated)
        {
            var left = units;
            foreach (var part in parts[lot].Where(p => p.Remaining.Sign > 0))
            {
                if (left.IsZero) break;
                var take = left < part.Remaining ? left : part.Remaining;
                Pool(wallet, record.Asset).Acquire(part.Split(take));
                left -= take;
            }
        }
    }
}
