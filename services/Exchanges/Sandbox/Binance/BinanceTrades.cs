using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance's own trades: per symbol, ascending, by id or in windows of at most a day.</summary>
internal static class BinanceTrades
{
    private static readonly RowIndex<EconomicEvent> Fills = new((_, e) => e.Fill is { IsRouted: false } ? [e] : []);

    public static BinanceError? MyTrades(BinanceCall call, Utf8JsonWriter json)
    {
        if (call["symbol"] is null) return BinanceError.Missing("symbol");
        if (call.Market is not { } market) return BinanceError.BadSymbol;
        var (start, end, from, order) = (call.Long("startTime"), call.Long("endTime"), call.Long("fromId"), call.Long("orderId"));
        if (end - start > 86_400_000) return new BinanceError(-1127, "More than 24 hours between startTime and endTime.");
        if (from is not null && (start is not null || end is not null)) return new BinanceError(-1128, "Combination of optional parameters invalid.");
        var limit = call.Limit(500, 1000);
        json.WriteStartArray();
        call.Read(book =>
        {
            var rows = Fills.Of(book).Where(e => e.Fill!.Market == market && (order is null || e.Fill.OrderId == order));
            var ms = (EconomicEvent e) => e.Time.ToUnixTimeMilliseconds();
            if (from is not null || start is not null) rows = rows.Where(e => e.Fill!.TradeId >= (from ?? 0) && ms(e) >= (start ?? 0) && ms(e) <= (end ?? long.MaxValue)).Take(limit);
            else rows = rows.Where(e => ms(e) <= (end ?? long.MaxValue)).TakeLast(limit);
            foreach (var e in rows) Write(json, e);
            return 0;
        });
        json.WriteEndArray();
        return null;
    }

    private static void Write(Utf8JsonWriter json, EconomicEvent e)
    {
        var fill = e.Fill!;
        json.WriteStartObject();
        json.WriteString("symbol", BinanceCodes.Symbol(fill.Market));
        json.WriteNumber("id", fill.TradeId);
        json.WriteNumber("orderId", fill.OrderId);
        json.WriteNumber("orderListId", -1);
        json.WriteString("price", BinanceCodes.Amount(fill.Price));
        json.WriteString("qty", BinanceCodes.Amount(fill.Quantity));
        json.WriteString("quoteQty", BinanceCodes.Amount(fill.Cost));
        json.WriteString("commission", BinanceCodes.Amount(fill.Fee));
        json.WriteString("commissionAsset", fill.FeeAsset);
        json.WriteNumber("time", e.Time.ToUnixTimeMilliseconds());
        json.WriteBoolean("isBuyer", fill.IsBuy);
        json.WriteBoolean("isMaker", fill.IsMaker);
        json.WriteBoolean("isBestMatch", true);
        json.WriteEndObject();
    }
}
