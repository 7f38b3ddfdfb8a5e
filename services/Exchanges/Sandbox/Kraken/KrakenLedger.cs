using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>A row of Kraken's ledger: <c>amount</c> excludes <c>fee</c>, the balance changed by amount − fee.</summary>
internal sealed record KrakenLedgerRow(string Id, string RefId, DateTimeOffset Time, string Type, string Subtype, string Asset, string Code, decimal Amount, decimal Fee, decimal Balance);

/// <summary>Tells the events of an account as Kraken's ledger does.</summary>
internal static class KrakenLedger
{
    /// <summary>All rows of an account.</summary>
    public static RowIndex<KrakenLedgerRow> Index { get; } = new(Rows);

    /// <summary>The rows of one event.</summary>
    public static IEnumerable<KrakenLedgerRow> Rows(AccountBook book, EconomicEvent e)
    {
        var groups = new List<(string Asset, string Wallet)>();
        foreach (var leg in e.Legs)
            if (!groups.Contains((leg.Asset, leg.Wallet))) groups.Add((leg.Asset, leg.Wallet));
        for (var i = 0; i < groups.Count; i++)
        {
            var (asset, wallet) = groups[i];
            var legs = e.Legs.Where(l => l.Asset == asset && l.Wallet == wallet).ToList();
            var amount = legs.Where(l => l.Role == EconomicRole.Principal).Sum(l => l.Amount);
            var (type, subtype) = Words(book, e, asset, wallet, amount);
            yield return new KrakenLedgerRow(KrakenCodes.TextId('L', Noise.Of(e.Hash, (ulong)i)), RefId(book, e, i), e.Time, type, subtype, asset, KrakenCodes.Id(asset, wallet),
                amount, -legs.Where(l => l.Role != EconomicRole.Principal).Sum(l => l.Amount), legs[^1].After);
        }
    }

    /// <summary>The id that joins the rows of an event; the two sides of a move between wallets have one each, as at Kraken.</summary>
    public static string RefId(AccountBook book, EconomicEvent e, int row = 0) => e switch
    {
        { Fill: not null } => KrakenCodes.TextId('T', e.Hash),
        { Reverses: { } sequence } => RefId(book, book.Events[(int)sequence - 1]),
        { Kind: EconomicKind.WalletTransfer } => KrakenCodes.TextId('B', Noise.Of(e.Hash, (ulong)row + 7)),
        { Kind: EconomicKind.Deposit } => KrakenCodes.TextId('Q', e.Hash),
        { Kind: EconomicKind.Withdrawal } => KrakenCodes.TextId('A', e.Hash),
        _ => KrakenCodes.TextId('S', e.Hash),
    };

    private static (string Type, string Subtype) Words(AccountBook book, EconomicEvent e, string asset, string wallet, decimal amount) => e.Kind switch
    {
        EconomicKind.Trade => ("trade", ""),
        EconomicKind.Deposit => ("deposit", ""),
        EconomicKind.Withdrawal or EconomicKind.WithdrawalReversal => ("withdrawal", ""),
        EconomicKind.StakingReward => e.Time < book.Origin.AddDays(365) ? ("staking", "") : ("earn", "reward"),
        EconomicKind.Interest => ("earn", "reward"),
        EconomicKind.Referral => ("invite bonus", ""),
        EconomicKind.FeeCredit => ("credit", ""),
        EconomicKind.Conversion or EconomicKind.InstantBuy or EconomicKind.DustSweep => (amount < 0 ? "spend" : "receive", ""),
        EconomicKind.WalletTransfer => Between(book, e, asset, wallet),
        EconomicKind.Migration => ("conversion", ""),
        _ => ("transfer", ""),
    };

    private static (string Type, string Subtype) Between(AccountBook book, EconomicEvent e, string asset, string wallet)
    {
        var toEarn = e.Legs.Any(l => l.Wallet == Wallets.Earn && l.Amount > 0);
        if (!book.Profile.StakedAssets.Contains(asset)) return ("earn", toEarn ? "allocation" : "deallocation");
        return ("transfer", (toEarn, wallet) switch
        {
            (true, Wallets.Spot) => "spottostaking",
            (true, _) => "stakingfromspot",
            (false, Wallets.Spot) => "spotfromstaking",
            _ => "stakingtospot",
        });
    }
}
