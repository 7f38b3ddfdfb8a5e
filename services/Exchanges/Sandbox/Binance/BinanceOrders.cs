using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance's order endpoints.</summary>
internal static class BinanceOrders
{
    public static BinanceError? Place(BinanceCall call, Utf8JsonWriter json)
    {
        var (request, error) = Read(call);
        if (request is null) return error;
        var answer = call.Site.Place(call.Key, request);
        if (answer.Order is not { } order) return Word(answer.Refusal);
        var kind = call["newOrderRespType"] ?? (order.Limit is null ? "FULL" : "ACK");
        json.WriteStartObject();
        WriteHead(json, order);
        json.WriteNumber("transactTime", order.Updated.ToUnixTimeMilliseconds());
        if (kind != "ACK") WriteState(json, order);
        if (kind == "FULL") WriteFills(json, order);
        json.WriteEndObject();
        return null;
    }

    public static BinanceError? Test(BinanceCall call, Utf8JsonWriter json)
    {
        if (Read(call) is (null, { } error)) return error;
        json.WriteStartObject();
        json.WriteEndObject();
        return null;
    }

    public static BinanceError? Cancel(BinanceCall call, Utf8JsonWriter json)
    {
        if (Find(call) is not { } order || call.Site.Cancel(call.Key, order.Id) is null) return new BinanceError(-2011, "Unknown order sent.");
        json.WriteStartObject();
        WriteHead(json, order);
        json.WriteString("origClientOrderId", ClientId(order));
        json.WriteNumber("transactTime", order.Updated.ToUnixTimeMilliseconds());
        WriteState(json, order);
        json.WriteEndObject();
        return null;
    }

    public static BinanceError? Query(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Market is null) return BinanceError.BadSymbol;
        if (Find(call) is not { } order) return new BinanceError(-2013, "Order does not exist.");
        call.Read(_ => Write(json, order));
        return null;
    }

    public static BinanceError? Open(BinanceCall call, Utf8JsonWriter json) => List(call, json, book => book.OpenOrders.Where(o => call["symbol"] is null || o.Market == call.Market));

    public static BinanceError? All(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Market is not { } market) return call["symbol"] is null ? BinanceError.Missing("symbol") : BinanceError.BadSymbol;
        var (from, start, end, limit) = (call.Long("orderId"), call.Long("startTime"), call.Long("endTime"), call.Limit(500, 1000));
        return List(call, json, book =>
        {
            var orders = book.Orders.Where(o => o.Market == market && o.Id >= (from ?? 0) && o.Created.ToUnixTimeMilliseconds() >= (start ?? 0) && o.Created.ToUnixTimeMilliseconds() <= (end ?? long.MaxValue));
            return from is null && start is null ? orders.TakeLast(limit) : orders.Take(limit);
        });
    }

    private static (OrderRequest? Request, BinanceError? Error) Read(BinanceCall call)
    {
        if (call.Market is not { } market) return (null, call["symbol"] is null ? BinanceError.Missing("symbol") : BinanceError.BadSymbol);
        if (call["side"] is not ("BUY" or "SELL")) return (null, BinanceError.Missing("side"));
        if (call["type"] is not ("LIMIT" or "MARKET" or "LIMIT_MAKER")) return (null, BinanceError.Missing("type"));
        var (quantity, quote, price) = (call.Number("quantity"), call.Number("quoteOrderQty"), call.Number("price"));
        if (quantity is null && (quote is null || call["type"] != "MARKET")) return (null, BinanceError.Missing("quantity"));
        if (call["type"] != "MARKET" && price is null) return (null, BinanceError.Missing("price"));
        var limit = call["type"] == "MARKET" ? null : price;
        return (new OrderRequest(market.Name, call["side"] == "BUY", quantity, limit, quote, call["newClientOrderId"], call["type"] == "LIMIT_MAKER", call["timeInForce"] is "IOC" or "FOK"), null);
    }

    private static SandboxOrder? Find(BinanceCall call)
    {
        var (id, client) = (call.Long("orderId"), call["origClientOrderId"]);
        return call.Market is not { } market ? null : call.Read(book => book.Orders.FindLast(o => o.Market == market && (o.Id == id || (client is not null && ClientId(o) == client))));
    }

    private static BinanceError? List(BinanceCall call, Utf8JsonWriter json, Func<AccountBook, IEnumerable<SandboxOrder>> pick)
    {
        json.WriteStartArray();
        call.Read(book =>
        {
            foreach (var order in pick(book)) Write(json, order);
            return 0;
        });
        json.WriteEndArray();
        return null;
    }

    private static int Write(Utf8JsonWriter json, SandboxOrder order)
    {
        json.WriteStartObject();
        WriteHead(json, order);
        WriteState(json, order);
        json.WriteString("stopPrice", "0.00000000");
        json.WriteString("icebergQty", "0.00000000");
        json.WriteNumber("time", order.Created.ToUnixTimeMilliseconds());
        json.WriteNumber("updateTime", order.Updated.ToUnixTimeMilliseconds());
        json.WriteBoolean("isWorking", true);
        json.WriteString("origQuoteOrderQty", "0.00000000");
        json.WriteEndObject();
        return 0;
    }

    private static void WriteHead(Utf8JsonWriter json, SandboxOrder order)
    {
        json.WriteString("symbol", BinanceCodes.Symbol(order.Market));
        json.WriteNumber("orderId", order.Id);
        json.WriteNumber("orderListId", -1);
        json.WriteString("clientOrderId", ClientId(order));
    }

    private static void WriteState(Utf8JsonWriter json, SandboxOrder order)
    {
        json.WriteString("price", BinanceCodes.Amount(order.Limit ?? 0));
        json.WriteString("origQty", BinanceCodes.Amount(order.Quantity));
        json.WriteString("executedQty", BinanceCodes.Amount(order.Filled));
        json.WriteString("cummulativeQuoteQty", BinanceCodes.Amount(order.Cost));
        json.WriteString("status", Status(order));
        json.WriteString("timeInForce", "GTC");
        json.WriteString("type", order.Limit is null ? "MARKET" : "LIMIT");
        json.WriteString("side", order.IsBuy ? "BUY" : "SELL");
        json.WriteNumber("workingTime", order.Created.ToUnixTimeMilliseconds());
        json.WriteString("selfTradePreventionMode", "EXPIRE_MAKER");
    }

    private static void WriteFills(Utf8JsonWriter json, SandboxOrder order)
    {
        json.WriteStartArray("fills");
        foreach (var fill in order.Fills.Select(e => e.Fill!))
            json.WriteRawValue($$"""{"price":"{{BinanceCodes.Amount(fill.Price)}}","qty":"{{BinanceCodes.Amount(fill.Quantity)}}","commission":"{{BinanceCodes.Amount(fill.Fee)}}","commissionAsset":"{{fill.FeeAsset}}","tradeId":{{fill.TradeId}}}""");
        json.WriteEndArray();
    }

    /// <summary>The order's state in Binance's words.</summary>
    internal static string Status(SandboxOrder order) => order.State switch
    {
        OrderState.Filled => "FILLED",
        OrderState.Cancelled => "CANCELED",
        _ => order.Fills.Count > 0 ? "PARTIALLY_FILLED" : "NEW",
    };

    /// <summary>The client's id, or one the venue made.</summary>
    internal static string ClientId(SandboxOrder order) => order.ClientId ?? "web_" + order.Hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    private static BinanceError Word(OrderRefusal refusal) => refusal switch
    {
        OrderRefusal.InsufficientFunds => new BinanceError(-2010, "Account has insufficient balance for requested action."),
        OrderRefusal.BadQuantity => new BinanceError(-1013, "Filter failure: LOT_SIZE"),
        OrderRefusal.BelowMinimumCost => new BinanceError(-1013, "Filter failure: NOTIONAL"),
        OrderRefusal.BadPrice => new BinanceError(-1013, "Filter failure: PRICE_FILTER"),
        OrderRefusal.WouldTake => new BinanceError(-2010, "Order would immediately match and take."),
        OrderRefusal.DuplicateClientId => new BinanceError(-2010, "Duplicate order sent."),
        _ => BinanceError.BadSymbol,
    };
}
