using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>Fills on the exchange wallet. Fills of margin and derivative orders move no coins; their results come from the ledger.</summary>
internal static class BitfinexTradeMapper
{
    /// <summary>Source of fills.</summary>
    public const string Source = "trades";

    /// <summary>The trade of a fill; null when it is a margin fill.</summary>
    public static VenueTransaction? Map(BitfinexTrade trade, BitfinexMeta meta)
    {
        if (!IsSpot(trade, meta)) return null;
        var codes = new BitfinexCodes(meta.Symbols);
        var (baseCode, quoteCode) = BitfinexCodes.Split(trade.Symbol);
        var legs = ImmutableArray.CreateBuilder<VenueLeg>(3);
        legs.Add(new VenueLeg(baseCode, codes.Symbol(baseCode), trade.ExecAmount, LegRole.Principal));
        legs.Add(new VenueLeg(quoteCode, codes.Symbol(quoteCode), -(trade.ExecAmount * trade.ExecPrice), LegRole.Principal));
        if (!trade.Fee.IsZero && trade.FeeCurrency is { } feeCode) legs.Add(new VenueLeg(feeCode, codes.Symbol(feeCode), trade.Fee, trade.Fee.IsNegative ? LegRole.Fee : LegRole.Rebate));
        return new VenueTransaction(trade.Key, Source, trade.Mts.ToMicroseconds(), TransactionKind.Trade, legs.DrainToImmutable())
        {
            Reference = trade.OrderId,
            Market = trade.Symbol,
            Sequence = long.TryParse(trade.Id, out var id) ? id : 0,
            Flags = Flags(trade, meta),
        };
    }

    /// <summary>Whether a fill's wallet must be asked for in the ledger: trades before March 2020 have no order type.</summary>
    public static bool NeedsWallet(BitfinexTrade trade) => trade.OrderType is null;

    private static bool IsSpot(BitfinexTrade trade, BitfinexMeta meta) =>
        NeedsWallet(trade) ? !meta.Margin.Contains(trade.Key) : trade.OrderType!.StartsWith("EXCHANGE", StringComparison.Ordinal);

    private static ImmutableArray<string> Flags(BitfinexTrade trade, BitfinexMeta meta)
    {
        var flags = ImmutableArray.CreateBuilder<string>(2);
        if (trade.Maker is "1" or "-1") flags.Add(trade.Maker == "1" ? "maker" : "taker");
        if (NeedsWallet(trade) && !meta.Spot.Contains(trade.Key)) flags.Add("wallet-assumed");
        return flags.DrainToImmutable();
    }
}
