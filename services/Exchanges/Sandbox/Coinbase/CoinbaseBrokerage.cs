using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>Advanced Trade, <c>/api/v3/brokerage</c>.</summary>
internal sealed class CoinbaseBrokerage(VenueSite site, CoinbaseGate gate)
{
    private const string Root = "/api/v3/brokerage/";
    private readonly CoinbaseOrderDesk _desk = new(site);

    private CoinbaseProducts Products => new(site.Profile, site.Prices, site.Clock.Milliseconds());

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root + "time", gate.Public(TimeAsync));
        MapMarket(routes, Root + "market/", gate.Public);
        MapMarket(routes, Root, serve => gate.Private(KeyRights.Balances, (context, _) => serve(context)));
        routes.MapGet(Root + "best_bid_ask", gate.Private(KeyRights.Balances, (context, _) => Send(context, json => Products.WriteBest(json, context.Request.Query))));
        routes.MapGet(Root + "key_permissions", gate.Private(KeyRights.None, PermissionsAsync));
        routes.MapGet(Root + "accounts", gate.Private(KeyRights.Balances, AccountsAsync));
        routes.MapGet(Root + "accounts/{id}", gate.Private(KeyRights.Balances, AccountAsync));
        routes.MapGet(Root + "portfolios", gate.Private(KeyRights.Balances, PortfoliosAsync));
        routes.MapGet(Root + "portfolios/{id}", gate.Private(KeyRights.Balances, BreakdownAsync));
        routes.MapGet(Root + "transaction_summary", gate.Private(KeyRights.Balances, SummaryAsync));
        routes.MapGet(Root + "orders/historical/fills", gate.Private(KeyRights.History, FillsAsync));
        routes.MapGet(Root + "orders/historical/batch", gate.Private(KeyRights.History, (context, key) => Read(context, key, (json, book) => new CoinbaseOrders(book).WriteList(json, context.Request.Query))));
        routes.MapGet(Root + "orders/historical/{id}", gate.Private(KeyRights.History, OrderAsync));
        routes.MapPost(Root + "orders", gate.Private(KeyRights.Trade, _desk.PlaceAsync));
        routes.MapPost(Root + "orders/batch_cancel", gate.Private(KeyRights.Trade, _desk.CancelAsync));
    }

    private void MapMarket(IEndpointRouteBuilder routes, string root, Func<Func<HttpContext, Task>, RequestDelegate> guard)
    {
        routes.MapGet(root + "products", guard(context => Send(context, json => Products.WriteList(json, context.Request.Query))));
        routes.MapGet(root + "products/{id}", guard(context => OfProduct(context, (json, market) => Products.WriteProduct(json, market))));
        routes.MapGet(root + "products/{id}/ticker", guard(context => OfProduct(context, (json, market) => Products.WriteTicker(json, market, context.Request.Query))));
        routes.MapGet(root + "products/{id}/candles", guard(CandlesAsync));
    }

    private Task OfProduct(HttpContext context, Action<Utf8JsonWriter, VenueMarket> write) =>
        Products.Find(Id(context)) is { } market ? Send(context, json => write(json, market)) : CoinbaseErrors.NotFoundAsync(context, "product");

    private Task CandlesAsync(HttpContext context)
    {
        if (Products.Find(Id(context)) is not { } market) return CoinbaseErrors.NotFoundAsync(context, "product");
        var good = false;
        var body = WireAnswer.Json(json => good = Products.TryWriteCandles(json, market, context.Request.Query));
        return good ? context.SendAsync(body) : CoinbaseErrors.InvalidAsync(context, "start and end argument is invalid - number of candles requested should be less than 350");
    }

    private Task TimeAsync(HttpContext context) => Send(context, json =>
    {
        var now = site.VenueNow();
        json.WriteStartObject();
        json.WriteString("iso", CoinbaseJson.ToSecond(now));
        json.WriteString("epochSeconds", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        json.WriteString("epochMillis", now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    });

    private Task PermissionsAsync(HttpContext context, DemoKey key) => Read(context, key, (json, book) =>
    {
        json.WriteStartObject();
        json.WriteBoolean("can_view", key.Rights.HasFlag(KeyRights.Balances | KeyRights.History));
        json.WriteBoolean("can_trade", key.Rights.HasFlag(KeyRights.Trade));
        json.WriteBoolean("can_transfer", key.Rights.HasFlag(KeyRights.Withdraw));
        json.WriteString("portfolio_uuid", CoinbaseId.Of(book.Seed, "portfolio", 1));
        json.WriteString("portfolio_type", "DEFAULT");
        json.WriteEndObject();
    });

    private Task AccountsAsync(HttpContext context, DemoKey key) => Read(context, key, (json, book) =>
    {
        var query = context.Request.Query;
        var limit = Math.Clamp(int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : 49, 1, 250);
        var first = int.TryParse(query["cursor"], CultureInfo.InvariantCulture, out var cursor) ? cursor : 0;
        var wallets = CoinbaseWallet.All(book).Where(w => w.IsPlain).ToList();
        var page = wallets.Skip(first).Take(limit).ToList();
        var more = first + page.Count < wallets.Count;
        json.WriteStartObject();
        json.WriteStartArray("accounts");
        foreach (var wallet in page) wallet.WriteV3(json);
        json.WriteEndArray();
        json.WriteBoolean("has_next", more);
        json.WriteString("cursor", more ? (first + page.Count).ToString(CultureInfo.InvariantCulture) : "");
        json.WriteNumber("size", page.Count);
        json.WriteEndObject();
    });

    private Task AccountAsync(HttpContext context, DemoKey key)
    {
        var body = site.Read(key, book => CoinbaseWallet.Find(book, Id(context)) is { IsPlain: true } wallet ? WireAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("account");
            wallet.WriteV3(json);
            json.WriteEndObject();
        }) : (ReadOnlyMemory<byte>?)null);
        return body is { } found ? context.SendAsync(found) : CoinbaseErrors.NotFoundAsync(context, "account");
    }

    private Task PortfoliosAsync(HttpContext context, DemoKey key) => Read(context, key, (json, book) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("portfolios");
        CoinbasePortfolio.WriteHead(json, book);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private Task BreakdownAsync(HttpContext context, DemoKey key) => site.Read(key, book => CoinbaseId.NumberOf(book.Seed, "portfolio", Id(context))) is null
        ? CoinbaseErrors.NotFoundAsync(context, "portfolio")
        : Read(context, key, (json, book) => CoinbasePortfolio.WriteBreakdown(json, book, site.Prices, site.Clock.Milliseconds()));

    private Task SummaryAsync(HttpContext context, DemoKey key) => Read(context, key, (json, book) =>
    {
        json.WriteStartObject();
        json.WriteNumber("total_volume", 0);
        json.WriteNumber("total_fees", 0);
        json.WriteStartObject("fee_tier");
        json.WriteString("pricing_tier", "Intro 1");
        json.WriteString("usd_from", "0");
        json.WriteString("usd_to", "10000");
        json.WriteString("taker_fee_rate", book.Profile.TakerRate.Plain());
        json.WriteString("maker_fee_rate", book.Profile.MakerRate.Plain());
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private Task FillsAsync(HttpContext context, DemoKey key) =>
        Read(context, key, (json, book) => new CoinbaseFills(book, site.Knobs).Write(json, context.Request.Query));

    private Task OrderAsync(HttpContext context, DemoKey key)
    {
        var body = site.Read(key, book => new CoinbaseOrders(book) is var orders && orders.Find(Id(context)) is { } order ? WireAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("order");
            orders.Write(json, order);
            json.WriteEndObject();
        }) : (ReadOnlyMemory<byte>?)null);
        return body is { } found ? context.SendAsync(found) : CoinbaseErrors.NotFoundAsync(context, "order with this orderID was");
    }

    private Task Read(HttpContext context, DemoKey key, Action<Utf8JsonWriter, AccountBook> write) =>
        context.SendAsync(site.Read(key, book => WireAnswer.Json(json => write(json, book))));

    private static Task Send(HttpContext context, Action<Utf8JsonWriter> write) => context.SendAsync(WireAnswer.Json(write));

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
