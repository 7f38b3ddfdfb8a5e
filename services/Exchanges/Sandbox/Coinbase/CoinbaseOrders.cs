using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>Orders of v3 as JSON, and their list <c>orders/historical/batch</c>.</summary>
internal sealed class CoinbaseOrders(AccountBook book)
{
    private const int Most = 250;

    /// <summary>Orders newest first, filtered by status and product, with a cursor.</summary>
    public void WriteList(Utf8JsonWriter json, IQueryCollection query)
    {
        var limit = Math.Clamp(int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : 100, 1, Most);
        var states = query["order_status"].ToHashSet(StringComparer.Ordinal);
        var products = query["product_ids"].Concat(query["product_id"]).ToHashSet(StringComparer.Ordinal);
        var before = long.TryParse(query["cursor"], CultureInfo.InvariantCulture, out var cursor) ? cursor : long.MaxValue;
        var (written, last, more) = (0, 0L, false);
        json.WriteStartObject();
        json.WriteStartArray("orders");
        for (var i = book.Orders.Count - 1; i >= 0 && !more; i--)
        {
            var order = book.Orders[i];
            if (order.Id >= before || (states.Count > 0 && !states.Contains(Status(order))) || (products.Count > 0 && !products.Contains(CoinbaseProducts.Id(order.Market)))) continue;
            more = written == limit;
            if (more) break;
            Write(json, order);
            (written, last) = (written + 1, order.Id);
        }

        json.WriteEndArray();
        json.WriteString("sequence", "0");
        json.WriteBoolean("has_next", more);
        json.WriteString("cursor", more ? last.ToString(CultureInfo.InvariantCulture) : "");
        json.WriteEndObject();
    }

    public SandboxOrder? Find(string? id) =>
        CoinbaseId.NumberOf(book.Seed, "order", id) is { } number ? book.Orders.Find(o => o.Id == number) : null;

    public static string Status(SandboxOrder order) => order.State switch
    {
        OrderState.Open => "OPEN",
        OrderState.Filled => "FILLED",
        _ => "CANCELLED",
    };

    public void Write(Utf8JsonWriter json, SandboxOrder order)
    {
        var (filled, cost, fee) = (order.Filled, order.Cost, order.Fee);
        json.WriteStartObject();
        json.WriteString("order_id", CoinbaseId.Of(book.Seed, "order", order.Id));
        json.WriteString("product_id", CoinbaseProducts.Id(order.Market));
        json.WriteString("user_id", CoinbaseId.Of(book.Seed, "user", book.UserId));
        WriteConfiguration(json, order);
        json.WriteString("side", order.IsBuy ? "BUY" : "SELL");
        json.WriteString("client_order_id", order.ClientId ?? "");
        json.WriteString("status", Status(order));
        json.WriteString("time_in_force", order.Limit is null ? "IMMEDIATE_OR_CANCEL" : "GOOD_UNTIL_CANCELLED");
        json.WriteString("created_time", CoinbaseJson.Precise(order.Created));
        json.WriteString("completion_percentage", decimal.Round(filled / order.Quantity * 100, 2).Plain());
        json.WriteString("filled_size", filled.Plain());
        json.WriteString("average_filled_price", filled == 0 ? "0" : decimal.Round(cost / filled, 8).Plain());
        json.WriteString("fee", "");
        json.WriteString("number_of_fills", order.Fills.Count.ToString(CultureInfo.InvariantCulture));
        json.WriteString("filled_value", cost.Plain());
        json.WriteBoolean("pending_cancel", false);
        json.WriteBoolean("size_in_quote", false);
        json.WriteString("total_fees", fee.Plain());
        json.WriteBoolean("size_inclusive_of_fees", false);
        json.WriteString("total_value_after_fees", (order.IsBuy ? cost + fee : cost - fee).Plain());
        json.WriteString("trigger_status", "INVALID_ORDER_TYPE");
        json.WriteString("order_type", order.Limit is null ? "MARKET" : "LIMIT");
        json.WriteString("reject_reason", "REJECT_REASON_UNSPECIFIED");
        json.WriteBoolean("settled", order.State == OrderState.Filled);
        json.WriteString("product_type", "SPOT");
        json.WriteString("reject_message", "");
        json.WriteString("cancel_message", order.State == OrderState.Cancelled ? "User requested cancel" : "");
        json.WriteString("last_fill_time", order.Fills.Count == 0 ? null : CoinbaseJson.Precise(order.Fills[^1].Time));
        json.WriteEndObject();
    }

    private static void WriteConfiguration(Utf8JsonWriter json, SandboxOrder order)
    {
        json.WriteStartObject("order_configuration");
        json.WriteStartObject(order.Limit is null ? "market_market_ioc" : "limit_limit_gtc");
        json.WriteString("base_size", order.Quantity.Plain());
        if (order.Limit is { } limit)
        {
            json.WriteString("limit_price", limit.Plain());
            json.WriteBoolean("post_only", false);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
