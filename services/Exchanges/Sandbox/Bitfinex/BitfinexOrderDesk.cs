using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary><c>auth/w/order/submit</c> and <c>cancel</c>: answered with notifications.</summary>
internal sealed class BitfinexOrderDesk(VenueSite site)
{
    private const long PostOnly = 4096;

    public Task SubmitAsync(BitfinexCall call)
    {
        var body = call.Body;
        if (BitfinexPublic.Find(site, body.Member("symbol")) is not { } market) return call.Context.SendAsync(BitfinexError.BadSymbol);
        if (Number(body, "amount") is not { } amount || amount == 0) return call.Context.SendAsync(new BitfinexError(10001, "Invalid order: amount"));
        var type = body.Member("type") ?? "";
        if (!type.StartsWith("EXCHANGE ", StringComparison.Ordinal)) return call.Context.SendAsync(new BitfinexError(10001, "Invalid order: not enough tradable balance"));
        var answer = site.Place(call.Key, Request(body, market, type, amount));
        return answer.Order is { } order
            ? call.Context.SendAsync(site.Read(call.Key, _ => WireAnswer.Json(json => WriteNotification(json, "on-req", [order], nested: true, $"Submitting exchange {(order.Limit is null ? "market" : "limit")} {(order.IsBuy ? "buy" : "sell")} order for {BitfinexNumber.Format(amount)} {BitfinexCodes.Code(market.Base)}."))))
            : call.Context.SendAsync(Refusal(answer.Refusal, market, amount));
    }

    public Task CancelAsync(BitfinexCall call)
    {
        if (!long.TryParse(call.Body.Member("id"), CultureInfo.InvariantCulture, out var id) || site.Cancel(call.Key, id) is not { } order) return call.Context.SendAsync(BitfinexError.NoOrder);
        return call.Context.SendAsync(WireAnswer.Json(json => WriteNotification(json, "oc-req", [order], nested: false, $"Submitted for cancellation; waiting for confirmation (ID: {id}).")));
    }

    private static OrderRequest Request(JsonElement body, VenueMarket market, string type, decimal amount)
    {
        var quantity = decimal.Floor(Math.Abs(amount) / market.Lot) * market.Lot;
        decimal? price = type.Contains("MARKET", StringComparison.Ordinal) || Number(body, "price") is not { } asked ? null : decimal.Round(asked, market.PriceDecimals);
        var flags = (long)(Number(body, "flags") ?? 0);
        return new OrderRequest(market.Name, amount > 0, quantity, price, null, body.Member("cid"), (flags & PostOnly) != 0, type is "EXCHANGE IOC" or "EXCHANGE FOK");
    }

    private void WriteNotification(Utf8JsonWriter json, string type, IEnumerable<SandboxOrder> orders, bool nested, string text)
    {
        json.WriteStartArray();
        json.WriteNumberValue(site.VenueNow().ToUnixTimeMilliseconds());
        json.WriteStringValue(type);
        json.Nulls(2);
        if (nested) BitfinexOrders.WriteList(json, orders, null);
        else BitfinexOrders.WriteRow(json, orders.First());
        json.WriteNullValue();
        json.WriteStringValue("SUCCESS");
        json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static BitfinexError Refusal(OrderRefusal refusal, VenueMarket market, decimal amount) => refusal switch
    {
        OrderRefusal.InsufficientFunds => new(10001, $"Invalid order: not enough exchange balance for {BitfinexNumber.Format(amount)} {BitfinexCodes.Pair(market.Base, market.Quote)}"),
        OrderRefusal.BadQuantity or OrderRefusal.BelowMinimumCost => new(10001, $"Invalid order: minimum size for {BitfinexCodes.Pair(market.Base, market.Quote)} is {market.MinQuantity.Plain()}"),
        OrderRefusal.BadPrice => new(10020, "price: invalid"),
        OrderRefusal.WouldTake => new(10001, "Invalid order: post only would take"),
        _ => new(10001, "Invalid order: cid in use"),
    };

    private static decimal? Number(JsonElement element, string name) =>
        decimal.TryParse(element.Member(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
