using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Ledger;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken;

/// <summary>Fills of <c>TradesHistory</c> and of the executions channel as transactions. The ledger is canonical; these are what it is compared with.</summary>
internal static class KrakenTrades
{
    /// <summary>A fill as the trade endpoint tells it: fee in quote, whatever was really charged.</summary>
    public static VenueTransaction Map(string id, KrakenTradeRow row, LedgerContext context)
    {
        var (baseCode, quoteCode) = KrakenSymbols.Split(row.Pair) ?? throw new FormatException($"The pair '{row.Pair}' cannot be split.");
        var sign = row.Side == "buy" ? 1 : -1;
        var isMargin = row.Margin.Sign > 0;
        var legs = ImmutableArray.CreateBuilder<VenueLeg>();
        if (!isMargin) legs.Add(Leg(baseCode, sign * row.Volume, LegRole.Principal, context));
        if (!isMargin) legs.Add(Leg(quoteCode, -sign * row.Cost, LegRole.Principal, context));
        if (!row.Fee.IsZero) legs.Add(Leg(quoteCode, -row.Fee, row.Fee.IsNegative ? LegRole.Rebate : LegRole.Fee, context));
        return new VenueTransaction(id, "trades", Instants.FromUnixSeconds(row.Time), isMargin ? TransactionKind.MarginResult : TransactionKind.Trade, legs.ToImmutable())
        {
            Market = row.Pair,
            Reference = row.OrderId,
            Sequence = row.TradeId,
            Flags = [.. Flags(row.Maker, isMargin)],
        };
    }

    /// <summary>A fill told live: its key is that of the ledger group which will replace it.</summary>
    public static VenueTransaction? Map(KrakenExecution report)
    {
        if (report.ExecType != "trade" || report.ExecId is not { } id || KrakenSymbols.Split(report.Symbol) is not { } codes) return null;
        var sign = report.Side == "buy" ? 1 : -1;
        var none = new LedgerContext();
        var cost = report.Cost.IsZero ? report.LastPrice * report.LastQuantity : report.Cost;
        ImmutableArray<VenueLeg> legs =
        [
            Leg(codes.Base, sign * report.LastQuantity, LegRole.Principal, none),
            Leg(codes.Quote, -sign * cost, LegRole.Principal, none),
            .. report.Fees.Where(fee => !fee.Quantity.IsZero).Select(fee => Leg(fee.Asset, -fee.Quantity, fee.Quantity.IsNegative ? LegRole.Rebate : LegRole.Fee, none)),
        ];
        return new VenueTransaction(id, LedgerWriter.Source, report.Timestamp.ToMicroseconds(), TransactionKind.Trade, legs)
        {
            Market = report.Symbol,
            Reference = report.OrderId,
            Flags = [.. Flags(report.Liquidity is { } side ? side == "m" : null, isMargin: false)],
        };
    }

    private static VenueLeg Leg(string code, Quantity amount, LegRole role, LedgerContext context) =>
        new(code, context.Assets?.GetValueOrDefault(code) ?? KrakenSymbols.Symbol(code), amount, role);

    private static IEnumerable<string> Flags(bool? maker, bool isMargin)
    {
        if (isMargin) yield return "margin";
        if (maker is { } told) yield return told ? "maker" : "taker";
    }
}
