using System.Runtime.InteropServices;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>The switch from one universal pool to pools by wallet.</content>
public sealed partial class LotBook
{
    private readonly Dictionary<(AssetId Asset, string Wallet), Quantity> _balances = [];
    private readonly List<AllocationRecord> _allocations = [];

    /// <summary>The dated record of each asset's allocation to wallets; empty before the switch.</summary>
    public IReadOnlyList<AllocationRecord> Allocations => _allocations;

    /// <summary>Switches scope although no later event came: the record exists from the date on, not from the first sale.</summary>
    public void SwitchScope()
    {
        if (walletSwitch is not null && _scope == LotScope.Universal) Allocate(walletSwitch);
    }

    private void TrackWallets(WalletSwitch plan, in LotEvent e)
    {
        if (_scope == LotScope.Wallet) return;
        if (e.Time >= plan.At)
        {
            Allocate(plan);
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
        }
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
