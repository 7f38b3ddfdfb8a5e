using System.Globalization;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Category and description of a ledger row. Source: the venue's table of ledger categories.</summary>
internal static class BitfinexLedgerWords
{
    public static (int Category, string Text) Of(EconomicEvent entry, EconomicLeg leg) => entry.Kind switch
    {
        EconomicKind.Trade => Trade(entry.Fill!, leg),
        EconomicKind.Deposit => (101, $"Deposit ({Method(entry)}) #{BitfinexLedger.MovementId(entry.Sequence)}"),
        EconomicKind.Withdrawal => Withdrawal(entry, leg),
        EconomicKind.WithdrawalReversal => (105, $"{Title(entry)} Withdrawal Canceled #{BitfinexLedger.MovementId(entry.Reverses ?? entry.Sequence)}"),
        EconomicKind.StakingReward => (262, $"Staking Payments for {BitfinexCodes.Code(leg.Asset)}"),
        EconomicKind.Interest => (28, "Margin Funding Payment"),
        EconomicKind.Airdrop => (401, "Airdrop of " + BitfinexCodes.Code(leg.Asset)),
        EconomicKind.Referral => (241, "Affiliate Rebate"),
        EconomicKind.FeeCredit => (202, "Trading rebate"),
        EconomicKind.WalletTransfer => (51, Transfer(entry, leg)),
        EconomicKind.PerpetualFee => (201, $"Trading fees for {BitfinexCodes.Pair(entry.Perpetual!.Contract)} (0.05%)"),
        EconomicKind.PerpetualResult => (22, $"Position {BitfinexCodes.Pair(entry.Perpetual!.Contract)} {(entry.Perpetual.TradeId is null ? "liquidated" : "closed")}"),
        EconomicKind.Liquidation => (22, $"Position {BitfinexCodes.Pair(entry.Perpetual!.Contract)} liquidation fee"),
        EconomicKind.Funding => (29, $"Derivatives Funding Event {BitfinexCodes.Pair(entry.Perpetual!.Contract)}"),
        EconomicKind.Migration => (401, $"Token migration {Exchange(entry)}"),
        _ when leg.Role == EconomicRole.Fee => (907, "Currency conversion fee"),
        _ => (905, $"Currency conversion {Exchange(entry)}"),
    };

    private static (int, string) Trade(Fill fill, EconomicLeg leg)
    {
        var (quantity, price) = (BitfinexNumber.Format(fill.Quantity), Price(fill.Price));
        var (baseCode, quoteCode) = (BitfinexCodes.Code(fill.Market.Base), BitfinexCodes.Code(fill.Market.Quote));
        return leg.Role switch
        {
            EconomicRole.Principal => (5, $"Exchange {(fill.IsBuy ? "" : "-")}{quantity} {baseCode} for {quoteCode} @ {price}"),
            EconomicRole.Rebate => (202, $"Trading rebate for {quantity} {baseCode} ({baseCode}{quoteCode}) @ {price} on BFX"),
            _ => (201, $"Trading fees for {quantity} {baseCode} ({baseCode}{quoteCode}) @ {price} on BFX ({Rate(fill)}%)"),
        };
    }

    private static (int, string) Withdrawal(EconomicEvent entry, EconomicLeg leg) => leg.Role == EconomicRole.Fee
        ? (254, $"{Title(entry)} Withdrawal fee")
        : (104, $"{Title(entry)} Withdrawal #{BitfinexLedger.MovementId(entry.Sequence)}");

    private static string Transfer(EconomicEvent entry, EconomicLeg leg)
    {
        var from = BitfinexWallets.Type(entry.Legs.First(l => l.Amount < 0).Wallet);
        var to = BitfinexWallets.Type(entry.Legs.First(l => l.Amount > 0).Wallet);
        return $"Transfer of {BitfinexNumber.Format(Math.Abs(leg.Amount))} {BitfinexCodes.Code(leg.Asset, leg.Wallet)} from wallet {from} to {to}";
    }

    private static string Exchange(EconomicEvent entry) =>
        $"{BitfinexCodes.Code(entry.Legs.First(l => l.Amount < 0).Asset)} => {BitfinexCodes.Code(entry.Legs.First(l => l.Amount > 0).Asset)}";

    private static string Method(EconomicEvent entry) => entry.Movement?.Network.ToUpperInvariant() ?? "WIRE";

    private static string Title(EconomicEvent entry) => entry.Movement?.Network ?? "Wire";

    private static string Rate(Fill fill) => decimal.Round(fill.FeeAsset == fill.Market.Base ? fill.Fee / fill.Quantity * 100 : fill.Fee / fill.Cost * 100, 2).Plain();

    private static string Price(decimal price) => price == decimal.Truncate(price) ? price.ToString("0.0", CultureInfo.InvariantCulture) : price.Plain();
}
