using System.Runtime.InteropServices;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Ledger;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>
/// What each wallet holds where lots are kept over all wallets together: such pools do not notice that more left a wallet than had come, which a missing transfer or acquisition explains.
/// The first entry at which a wallet's holding falls below zero is named.
/// </summary>
internal sealed class WalletHoldings
{
    private readonly Dictionary<(string Wallet, AssetId Asset), (Quantity Units, bool IsNamed)> _held = [];
    private readonly List<LotNote> _negative = [];

    /// <summary>One note for each wallet and asset, at its first bad entry.</summary>
    public IReadOnlyList<LotNote> Negative => _negative;

    public void Add(in LotEvent e)
    {
        var comes = e.Kind is LotEventKind.Buy or LotEventKind.Income;
        Change(e, e.Wallet, e.Asset, comes ? e.Units : -e.Units);
        if (e.Kind == LotEventKind.Transfer) Change(e, e.ToWallet!, e.Asset, e.Units);
        if (e.Kind == LotEventKind.Convert) Change(e, e.ToWallet ?? e.Wallet, e.Detail!.ToAsset ?? e.Asset, e.Detail.ToUnits);
    }

    private void Change(in LotEvent e, string wallet, AssetId asset, Quantity units)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_held, (wallet, asset), out _);
        held.Units += units;
        if (held.IsNamed || !held.Units.IsNegative || wallet == LedgerRows.OwnElsewhere) return;
        held.IsNamed = true;
        _negative.Add(new LotNote(e.Id, e.Time, wallet, asset, "negative-wallet", $"The holding of {asset} in {wallet} falls to {held.Units} here: an acquisition or a transfer into it is missing before. Lots are kept over all wallets, so gains change only if it was an acquisition."));
    }
}
