using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Smart order routing: fills it gave to an order are told by <c>myAllocations</c> alone. The fill's number is the allocation's.</summary>
internal static class BinanceRouting
{
    private static readonly RowIndex<EconomicEvent> Fills = new((_, e) => e.Fill is { IsRouted: true } ? [e] : []);

    /// <summary>Writes the member <c>sors</c> of <c>exchangeInfo</c>.</summary>
    public static void WriteMarkets(Utf8JsonWriter json, VenueProfile profile) => json.WriteRawValue(
        $$"""[{"baseAsset":"BTC","symbols":[{{string.Join(',', profile.RoutedMarkets.Select(m => $"\"{BinanceCodes.Symbol(profile.Market(m)!)}\""))}}]}]""");

    /// <summary><c>GET /api/v3/myAllocations</c>.</summary>
    public static BinanceError? MyAllocations(BinanceCall call, Utf8JsonWriter json)
    {
        if (call["symbol"] is null) return BinanceError.Missing("symbol");
        if (call.Market is not { } market) return BinanceError.BadSymbol;
        var (start, end, from) = (call.Long("startTime"), call.Long("endTime"), call.Long("fromAllocationId"));
        if (end - start > 86_400_000) return new BinanceError(-1127, "More than 24 hours between startTime and endTime.");
        if (from is not null && (start is not null || end is not null)) return new BinanceError(-1128, "Combination of optional parameters invalid.");
        var limit = call.Limit(500, 1000);
        json.WriteStartArray();
        call.Read(book =>
        {
            var rows = Fills.Of(book).Where(e => e.Fill!.Market == market && e.Fill.TradeId >= (from ?? 0) && Ms(e) >= (start ?? 0) && Ms(e) <= (end ?? long.MaxValue));
            foreach (var e in from is null && start is null ? rows.TakeLast(limit) : rows.Take(limit)) Write(json, e);
            return 0;
        });
        json.WriteEndArray();
        return null;
    }

    private static long Ms(EconomicEvent e) => e.Time.ToUnixTimeMilliseconds();

    private static void Write(Utf8JsonWriter json, EconomicEvent e)
    {
        var fill = e.Fill!;
        json.WriteStartObject();
        json.WriteString("symbol", BinanceCodes.Symbol(fill.Market));
        json.WriteNumber("allocationId", fill.TradeId);
        json.WriteString("allocationType", "SOR");
        json.WriteNumber("orderId", fill.OrderId);
        json.WriteNumber("orderListId", -1);
        json.WriteString("price", BinanceCodes.Amount(fill.Price));
        json.WriteString("qty", BinanceCodes.Amount(fill.Quantity));
        json.WriteString("quoteQty", BinanceCodes.Amount(fill.Cost));
        json.WriteString("commission", BinanceCodes.Amount(fill.Fee));
        json.WriteString("commissionAsset", fill.FeeAsset);
        json.WriteNumber("time", Ms(e));
        json.WriteBoolean("isBuyer", fill.IsBuy);
        json.WriteBoolean("isMaker", false);
        json.WriteBoolean("isAllocator", false);
        json.WriteEndObject();
    }
}
