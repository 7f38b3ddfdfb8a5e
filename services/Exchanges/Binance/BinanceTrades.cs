using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Binance.History;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>
/// Fills: trades, and what the venue's smart order routing allocated, which are two lists with ids of their own. An id is unique within a market, so the market is part of
/// the source.
/// </summary>
internal static class BinanceTrades
{
    /// <summary>The source of a market's trades, which is also the name of their stream.</summary>
    public static string Source(string market) => "myTrades:" + market;

    /// <summary>The source of a market's allocations, which is also the name of their stream.</summary>
    public static string AllocationSource(string market) => "myAllocations:" + market;

    /// <summary>A row of <c>myTrades</c>.</summary>
    public static VenueTransaction Map(BinanceTrade row, BinanceMetadata facts) =>
        Fill(Source(row.Symbol), row.Symbol, row.Id, row.OrderId, row.Time, row.IsMaker, Legs(facts.Split(row.Symbol), row.IsBuyer, row.Amount, row.QuoteAmount, row.CommissionAsset, row.Commission));

    /// <summary>A row of <c>myAllocations</c>.</summary>
    public static VenueTransaction Map(BinanceAllocation row, BinanceMetadata facts) =>
        Fill(AllocationSource(row.Symbol), row.Symbol, row.Id, row.OrderId, row.Time, row.IsMaker, Legs(facts.Split(row.Symbol), row.IsBuyer, row.Amount, row.QuoteAmount, row.CommissionAsset, row.Commission));

    /// <summary>A fill told live, with the key of the REST row that replaces it; null for reports that are no fills.</summary>
    public static VenueTransaction? Map(BinanceExecution report, BinanceMetadata facts)
    {
        if (report.ExecutionType != "TRADE" || (report.TradeId < 0 && report.AllocationId is null)) return null;
        var (source, id) = report.TradeId < 0 ? (AllocationSource(report.Symbol), report.AllocationId!.Value) : (Source(report.Symbol), report.TradeId);
        var quote = report.LastQuote.IsZero ? report.LastQuantity * report.LastPrice : report.LastQuote;
        var legs = Legs(facts.Split(report.Symbol), report.Side == "BUY", report.LastQuantity, quote, report.FeeAsset ?? "", report.Fee);
        return Fill(source, report.Symbol, id, report.OrderId, report.TransactionTime, report.IsMaker, legs);
    }

    private static VenueTransaction Fill(string source, string market, long id, long order, long time, bool isMaker, ImmutableArray<VenueLeg> legs) =>
        new(id.ToString(CultureInfo.InvariantCulture), source, BinanceTime.Of(time), TransactionKind.Trade, legs)
        {
            Market = market,
            Reference = order.ToString(CultureInfo.InvariantCulture),
            Sequence = id,
            Flags = [isMaker ? "maker" : "taker"],
        };

    private static ImmutableArray<VenueLeg> Legs((string Base, string Quote) pair, bool isBuy, Quantity amount, Quantity quote, string feeAsset, Quantity fee)
    {
        var legs = ImmutableArray.Create(
            BinanceLegs.Of(pair.Base, isBuy ? amount : -amount),
            BinanceLegs.Of(pair.Quote, isBuy ? -quote : quote));
        return fee.IsZero || feeAsset.Length == 0 ? legs : legs.Add(BinanceLegs.Fee(feeAsset, fee));
    }
}

/// <summary>Legs in Binance's codes.</summary>
internal static class BinanceLegs
{
    /// <summary>A principal leg.</summary>
    public static VenueLeg Of(string code, Quantity amount) => new(code, BinanceSymbols.Symbol(code), amount, LegRole.Principal);

    /// <summary>A fee that was paid; a negative one is a rebate.</summary>
    public static VenueLeg Fee(string code, Quantity paid) => new(code, BinanceSymbols.Symbol(code), -paid, paid.IsNegative ? LegRole.Rebate : LegRole.Fee);
}

/// <summary>Binance's times: milliseconds, or microseconds where a key asked for them.</summary>
internal static class BinanceTime
{
    /// <summary>The instant; sixteen digits are microseconds.</summary>
    public static DateTimeOffset Of(long time) => time > 100_000_000_000_000
        ? DateTimeOffset.UnixEpoch.AddTicks(time * TimeSpan.TicksPerMicrosecond)
        : DateTimeOffset.FromUnixTimeMilliseconds(time);

    /// <summary>The text form of withdrawals, in UTC.</summary>
    public static DateTimeOffset Of(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).ToMicroseconds();
}
