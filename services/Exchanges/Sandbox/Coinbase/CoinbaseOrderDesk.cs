using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary><c>POST orders</c> and <c>orders/batch_cancel</c>. Refused orders are answered with HTTP 200 and <c>success: false</c>.</summary>
internal sealed class CoinbaseOrderDesk(VenueSite site)
{
    public async Task PlaceAsync(HttpContext context, DemoKey key)
    {
        var body = WireAnswer.Parse(await context.BodyAsync());
        if (Request(body) is not { } request)
        {
            await CoinbaseErrors.InvalidAsync(context, "order_configuration is not understood");
            return;
        }

        var answer = site.Place(key, request);
        await context.SendAsync(answer.Order is { } order
            ? site.Read(key, book => WireAnswer.Json(json => WriteAccepted(json, book, order, body)))
            : WireAnswer.Json(json => WriteRefused(json, answer.Refusal, body)));
    }

    public async Task CancelAsync(HttpContext context, DemoKey key)
    {
        var body = WireAnswer.Parse(await context.BodyAsync());
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("order_ids", out var ids) || ids.ValueKind != JsonValueKind.Array)
        {
            await CoinbaseErrors.InvalidAsync(context, "order_ids missing");
            return;
        }

        var seed = site.Read(key, book => book.Seed);
        var results = ids.EnumerateArray().Select(id => (Id: id.ToString(), Done: CoinbaseId.NumberOf(seed, "order", id.ToString()) is { } number && site.Cancel(key, number) is not null)).ToList();
        await context.SendAsync(WireAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("results");
            foreach (var (id, done) in results)
            {
                json.WriteStartObject();
                json.WriteBoolean("success", done);
                json.WriteString("failure_reason", done ? "UNKNOWN_CANCEL_FAILURE_REASON" : "UNKNOWN_CANCEL_ORDER");
                json.WriteString("order_id", id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private static OrderRequest? Request(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("order_configuration", out var all) || all.ValueKind != JsonValueKind.Object) return null;
        var (product, side) = (body.Member("product_id"), body.Member("side"));
        if (product is null || side is not ("BUY" or "SELL") || !all.EnumerateObject().Any()) return null;
        var kind = all.EnumerateObject().First();
        var (size, quote, limit) = (Number(kind.Value, "base_size"), Number(kind.Value, "quote_size"), Number(kind.Value, "limit_price"));
        if ((size ?? quote) is null || (kind.Name != "market_market_ioc" && limit is null)) return null;
        var postOnly = kind.Value.TryGetProperty("post_only", out var flag) && flag.ValueKind == JsonValueKind.True;
        var immediate = kind.Name is "sor_limit_ioc" or "limit_limit_fok";
        return new OrderRequest(product.Replace('-', '/'), side == "BUY", size, limit, quote, body.Member("client_order_id"), postOnly, immediate);
    }

    private static void WriteAccepted(Utf8JsonWriter json, AccountBook book, SandboxOrder order, JsonElement body)
    {
        json.WriteStartObject();
        json.WriteBoolean("success", true);
        json.WriteString("failure_reason", "UNKNOWN_FAILURE_REASON");
        json.WriteString("order_id", CoinbaseId.Of(book.Seed, "order", order.Id));
        json.WriteStartObject("success_response");
        json.WriteString("order_id", CoinbaseId.Of(book.Seed, "order", order.Id));
        json.WriteString("product_id", CoinbaseProducts.Id(order.Market));
        json.WriteString("side", order.IsBuy ? "BUY" : "SELL");
        json.WriteString("client_order_id", order.ClientId ?? "");
        json.WriteEndObject();
        json.WritePropertyName("order_configuration");
        body.GetProperty("order_configuration").WriteTo(json);
        json.WriteEndObject();
    }

    private static void WriteRefused(Utf8JsonWriter json, OrderRefusal refusal, JsonElement body)
    {
        var (reason, preview, message) = Reason(refusal);
        json.WriteStartObject();
        json.WriteBoolean("success", false);
        json.WriteString("failure_reason", "UNKNOWN_FAILURE_REASON");
        json.WriteString("order_id", "");
        json.WriteStartObject("error_response");
        json.WriteString("error", reason);
        json.WriteString("message", message);
        json.WriteString("error_details", "");
        json.WriteString("preview_failure_reason", preview);
        json.WriteString("new_order_failure_reason", reason);
        json.WriteEndObject();
        json.WritePropertyName("order_configuration");
        body.GetProperty("order_configuration").WriteTo(json);
        json.WriteEndObject();
    }

    private static (string Reason, string Preview, string Message) Reason(OrderRefusal refusal) => refusal switch
    {
        OrderRefusal.UnknownMarket => ("INVALID_PRODUCT_ID", "PREVIEW_INVALID_PRODUCT_ID", "Invalid product_id"),
        OrderRefusal.InsufficientFunds => ("INSUFFICIENT_FUND", "PREVIEW_INSUFFICIENT_FUND", "Insufficient balance in source account"),
        OrderRefusal.BadQuantity => ("INVALID_SIZE_PRECISION", "PREVIEW_INVALID_BASE_SIZE_TOO_SMALL", "Size is not valid"),
        OrderRefusal.BadPrice => ("INVALID_PRICE_PRECISION", "PREVIEW_INVALID_LIMIT_PRICE", "Price is not valid"),
        OrderRefusal.BelowMinimumCost => ("INVALID_ORDER_CONFIG", "PREVIEW_INVALID_QUOTE_SIZE_TOO_SMALL", "Order is too small"),
        OrderRefusal.WouldTake => ("INVALID_LIMIT_PRICE_POST_ONLY", "PREVIEW_INVALID_LIMIT_PRICE_POST_ONLY", "Post only order would take"),
        _ => ("DUPLICATE_CLIENT_ORDER_ID", "UNKNOWN_PREVIEW_FAILURE_REASON", "client_order_id is in use"),
    };

    private static decimal? Number(JsonElement element, string name) =>
        decimal.TryParse(element.Member(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
