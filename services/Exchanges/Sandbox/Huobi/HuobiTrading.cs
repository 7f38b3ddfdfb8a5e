using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>Orders and fills: placed, cancelled, listed.</summary>
internal sealed class HuobiTrading(VenueSite site, HuobiGate gate)
{
    private static readonly TimeSpan OrderMemory = TimeSpan.FromDays(180);
    private static readonly TimeSpan CancelledMemory = TimeSpan.FromHours(2);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/order/matchresults", gate.Private("matchresults", 20, KeyRights.History, FillsAsync));
        routes.MapGet("/v1/order/openOrders", gate.Private("openOrders", 50, KeyRights.History, OpenAsync));
        routes.MapGet("/v1/order/orders", gate.Private("orders", 50, KeyRights.History, (context, key) => ListAsync(context, key, "start-time", "end-time")));
        routes.MapGet("/v1/order/history", gate.Private("order/history", 20, KeyRights.History, (context, key) => ListAsync(context, key, "start-time", "end-time")));
        routes.MapGet("/v1/order/orders/{id:long}", gate.Private("order", 50, KeyRights.History, (context, key) => OfOrder(context, key, (json, book, order) => HuobiOrders.Write(json, book, order))));
        routes.MapGet("/v1/order/orders/{id:long}/matchresults", gate.Private("order/matchresults", 50, KeyRights.History, (context, key) => OfOrder(context, key, (json, book, order) => new HuobiFills(book).Write(json, order.Fills))));
        routes.MapPost("/v1/order/orders/place", gate.Private("place", 100, KeyRights.Trade, PlaceAsync));
        routes.MapPost("/v1/order/orders/{id:long}/submitcancel", gate.Private("submitcancel", 100, KeyRights.Trade, CancelAsync));
    }

    private Task FillsAsync(HttpContext context, DemoKey key)
    {
        var query = context.Request.Query;
        if (query["symbol"].ToString() is { Length: > 0 } symbol && HuobiCodes.Find(site.Profile, symbol) is null) return context.SendAsync(HuobiError.BadSymbol);
        var (window, error) = HuobiWindow.Read(query, "start-time", "end-time", site.VenueNow(), HuobiFills.Longest, HuobiFills.Memory);
        if (error is not null) return context.SendAsync(error);
        if (query.Long("size", 100) is not (>= 1 and <= 500 and { } size)) return context.SendAsync(HuobiError.Parameter("size"));
        return Send(context, key, (json, book) =>
        {
            var fills = new HuobiFills(book);
            fills.Write(json, fills.Page(query, window!.Value, site.Knobs.PageSize((int)size)));
        });
    }

    private Task OpenAsync(HttpContext context, DemoKey key)
    {
        var symbol = context.Request.Query["symbol"].ToString();
        return Send(context, key, (json, book) => HuobiOrders.WriteList(json, book, Enumerable.Reverse(book.OpenOrders).Where(o => symbol.Length == 0 || HuobiCodes.Symbol(o.Market) == symbol)));
    }

    private Task ListAsync(HttpContext context, DemoKey key, string start, string end)
    {
        var query = context.Request.Query;
        var (window, error) = HuobiWindow.Read(query, start, end, site.VenueNow(), HuobiFills.Longest, OrderMemory);
        if (error is not null) return context.SendAsync(error);
        var (symbol, now) = (query["symbol"].ToString(), site.Clock.Milliseconds());
        var states = query["states"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return Send(context, key, (json, book) => HuobiOrders.WriteList(json, book, Enumerable.Reverse(book.Orders)
            .Where(o => window!.Value.Has(o.Created) && (symbol.Length == 0 || HuobiCodes.Symbol(o.Market) == symbol) && (states.Count == 0 || states.Contains(HuobiOrders.State(o))))
            .Where(o => HuobiOrders.State(o) != "canceled" || o.Updated > now - CancelledMemory).Take(100)));
    }

    private Task OfOrder(HttpContext context, DemoKey key, Action<Utf8JsonWriter, AccountBook, SandboxOrder> write)
    {
        var id = Id(context);
        return site.Read(key, book => HuobiOrders.Find(book, id) is { } order ? HuobiAnswer.V1(json => write(json, book, order)) : (ReadOnlyMemory<byte>?)null) is { } body
            ? context.SendAsync(body)
            : context.SendAsync(HuobiError.NoOrder);
    }

    private async Task PlaceAsync(HttpContext context, DemoKey key)
    {
        var body = WireAnswer.Parse(await context.BodyAsync());
        var (request, error) = Request(key, body);
        if (request is null)
        {
            await context.SendAsync(error!);
            return;
        }

        var answer = site.Place(key, request);
        if (answer.Order is { } order) await context.SendAsync(Number(order.Id));
        else await context.SendAsync(Refusal(key, answer.Refusal, request));
    }

    private Task CancelAsync(HttpContext context, DemoKey key)
    {
        var id = Id(context);
        if (site.Read(key, book => HuobiOrders.Find(book, id)) is null) return context.SendAsync(HuobiError.NoOrder);
        return site.Cancel(key, id) is null ? context.SendAsync(HuobiError.OrderState) : context.SendAsync(Number(id));
    }

    // The amount of a market buy is what to spend, in quote.
    private (OrderRequest? Request, HuobiError? Error) Request(DemoKey key, JsonElement body)
    {
        if (site.Read(key, book => HuobiCodes.Wallet(book, body.Member("account-id"))) is not Wallets.Spot) return (null, HuobiError.BadAccount);
        if (HuobiCodes.Find(site.Profile, body.Member("symbol")) is not { } market) return (null, HuobiError.BadSymbol);
        var parts = (body.Member("type") ?? "").Split('-', 2);
        if (parts is not [("buy" or "sell") and var side, ("market" or "limit" or "limit-maker" or "ioc" or "limit-fok") and var kind]) return (null, HuobiError.Parameter("type"));
        if (Decimal(body, "amount") is not { } amount) return (null, new HuobiError("invalid-amount", 2002, "Parameter `amount` is invalid."));
        var price = Decimal(body, "price");
        if (kind != "market" && price is null) return (null, new HuobiError("order-invalid-price", 2002, "invalid price"));
        var spends = kind == "market" && side == "buy";
        return (new OrderRequest(market.Name, side == "buy", spends ? null : amount, kind == "market" ? null : price, spends ? amount : null, ClientId(key, body), kind == "limit-maker", kind is "ioc" or "limit-fok"), null);
    }

    // HTX no longer refuses an id that is in use; the order then goes without.
    private string? ClientId(DemoKey key, JsonElement body) =>
        body.Member("client-order-id") is { } id && !site.Read(key, book => book.OpenOrders.Exists(o => o.ClientId == id)) ? id : null;

    private HuobiError Refusal(DemoKey key, OrderRefusal refusal, OrderRequest request)
    {
        var market = site.Profile.Market(request.Market)!;
        return refusal switch
        {
            OrderRefusal.InsufficientFunds => new("account-frozen-balance-insufficient-error", 2002, $"trade account balance is not enough, left: `{site.Read(key, book => book.Available(request.IsBuy ? market.Quote : market.Base)).Plain()}`"),
            OrderRefusal.BadQuantity => new("order-limitorder-amount-min-error", 2002, $"limit order amount error, min: `{market.MinQuantity.Plain()}`"),
            OrderRefusal.BadPrice => new("order-orderprice-precision-error", 2002, $"order price precision error, scale: `{market.PriceDecimals}`"),
            OrderRefusal.BelowMinimumCost => new("order-value-min-error", 2002, $"Order total cannot be lower than: `{market.MinCost.Plain()} {market.Quote}`"),
            OrderRefusal.WouldTake => new("order-limitorder-price-error", 2002, "limit-maker order would take"),
            _ => new("invalid-client-order-id", 2002, "client-order-id is in use"),
        };
    }

    private static ReadOnlyMemory<byte> Number(long id) => HuobiAnswer.V1(json => json.WriteStringValue(id.ToString(CultureInfo.InvariantCulture)));

    private static long Id(HttpContext context) => long.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);

    private Task Send(HttpContext context, DemoKey key, Action<Utf8JsonWriter, AccountBook> write) =>
        context.SendAsync(site.Read(key, book => HuobiAnswer.V1(json => write(json, book))));

    private static decimal? Decimal(JsonElement element, string name) =>
        decimal.TryParse(element.Member(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
