using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken's order endpoints.</summary>
internal sealed class KrakenOrders(KrakenLimits limits)
{
    public string? Add(KrakenCall call, Utf8JsonWriter json)
    {
        if (call.Pair is not { } market) return "EQuery:Unknown asset pair";
        if (limits.Engine(call.Key, market.Name, 1) is { } limited) return limited;
        if (call.Number("volume") is not { } volume) return "EGeneral:Invalid arguments:volume";
        if (call["type"] is not ("buy" or "sell")) return "EGeneral:Invalid arguments:type";
        if (call["ordertype"] is not ("market" or "limit")) return "EGeneral:Invalid arguments:ordertype";
        var limit = call["ordertype"] == "limit" ? call.Number("price") : null;
        if (call["ordertype"] == "limit" && limit is null) return "EGeneral:Invalid arguments:price";
        var flags = (call["oflags"] ?? "").Split(',');
        var byCost = flags.Contains("viqc");
        var request = new OrderRequest(market.Name, call["type"] == "buy", byCost ? null : volume, limit, byCost ? volume : null, call["cl_ord_id"], flags.Contains("post"), call["timeinforce"] == "IOC");
        if (call.Flag("validate")) return null;
        var answer = call.Site.Place(call.Key, request);
        return answer.Order is { } order ? Written(json, order) : Word(answer.Refusal);
    }

    public string? Cancel(KrakenCall call, Utf8JsonWriter json)
    {
        var order = call.Read(book => book.OpenOrders.Find(o => KrakenTrades.OrderId(o) == call["txid"] || (o.ClientId is not null && o.ClientId == (call["cl_ord_id"] ?? call["txid"]))));
        if (order is null) return "EOrder:Unknown order";
        if (limits.Engine(call.Key, order.Market.Name, limits.CancelCost(order)) is { } limited) return limited;
        if (call.Site.Cancel(call.Key, order.Id) is null) return "EOrder:Unknown order";
        json.WriteStartObject();
        json.WriteNumber("count", 1);
        json.WriteEndObject();
        return null;
    }

    public static string? Open(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("open");
        call.Read(book => WriteAll(json, book.OpenOrders));
        json.WriteEndObject();
        json.WriteEndObject();
        return null;
    }

    public static string? Closed(KrakenCall call, Utf8JsonWriter json)
    {
        var offset = (int)Math.Max(0, call.Number("ofs") ?? 0);
        json.WriteStartObject();
        json.WriteStartObject("closed");
        var count = call.Read(book =>
        {
            var closed = book.Orders.Where(o => o.State != OrderState.Open && o.Created.ToUnixTimeSeconds() >= (call.Number("start") ?? 0)).ToList();
            WriteAll(json, closed.AsEnumerable().Reverse().Skip(offset).Take(50));
            return closed.Count;
        });
        json.WriteEndObject();
        json.WriteNumber("count", count);
        json.WriteEndObject();
        return null;
    }

    public static string? Query(KrakenCall call, Utf8JsonWriter json)
    {
        var ids = (call["txid"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        json.WriteStartObject();
        var found = call.Read(book => WriteAll(json, book.Orders.Where(o => ids.Contains(KrakenTrades.OrderId(o)))));
        json.WriteEndObject();
        return found == ids.Length ? null : "EOrder:Unknown order";
    }

    private static int WriteAll(Utf8JsonWriter json, IEnumerable<SandboxOrder> orders)
    {
        var count = 0;
        foreach (var order in orders)
        {
            KrakenTrades.Write(json, order);
            count++;
        }

        return count;
    }

    private static string? Written(Utf8JsonWriter json, SandboxOrder order)
    {
        json.WriteStartObject();
        json.WriteStartObject("descr");
        json.WriteString("order", KrakenTrades.Describe(order));
        json.WriteEndObject();
        json.WriteStartArray("txid");
        json.WriteStringValue(KrakenTrades.OrderId(order));
        json.WriteEndArray();
        json.WriteEndObject();
        return null;
    }

    private static string Word(OrderRefusal refusal) => refusal switch
    {
        OrderRefusal.InsufficientFunds => "EOrder:Insufficient funds",
        OrderRefusal.BadQuantity => "EOrder:Order minimum not met",
        OrderRefusal.BelowMinimumCost => "EOrder:Cost minimum not met",
        OrderRefusal.BadPrice => "EOrder:Invalid price",
        OrderRefusal.WouldTake => "EOrder:Post only order",
        OrderRefusal.DuplicateClientId => "EGeneral:Invalid arguments:cl_ord_id",
        _ => "EQuery:Unknown asset pair",
    };
}
