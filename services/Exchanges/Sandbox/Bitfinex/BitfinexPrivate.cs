using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Authenticated REST, <c>/v2/auth</c>; all calls are POST.</summary>
internal sealed class BitfinexPrivate(VenueSite site, BitfinexGate gate)
{
    private const int PerMinute = 90;
    private readonly BitfinexOrderDesk _desk = new(site);

    public void Map(IEndpointRouteBuilder routes)
    {
        Post(routes, "r/permissions", KeyRights.None, call => Send(call, json => WritePermissions(json, call.Key.Rights)));
        Post(routes, "r/wallets", KeyRights.Balances, call => Read(call, BitfinexWallets.Write));
        Post(routes, "r/info/user", KeyRights.Balances, call => Read(call, (json, book) => WriteUser(json, book)));
        Post(routes, "r/summary", KeyRights.Balances, call => Read(call, WriteSummary));
        Post(routes, "r/trades/hist", KeyRights.History, TradesAsync);
        Post(routes, "r/trades/{symbol}/hist", KeyRights.History, TradesAsync);
        Post(routes, "r/order/{spec}/trades", KeyRights.History, OrderTradesAsync);
        Post(routes, "r/ledgers/hist", KeyRights.History, LedgerAsync);
        Post(routes, "r/ledgers/{currency}/hist", KeyRights.History, LedgerAsync);
        Post(routes, "r/movements/hist", KeyRights.History, MovementsAsync);
        Post(routes, "r/movements/{currency}/hist", KeyRights.History, MovementsAsync);
        Post(routes, "r/orders", KeyRights.History, OpenAsync);
        Post(routes, "r/orders/hist", KeyRights.History, ClosedAsync);
        Post(routes, "r/orders/{symbol}", KeyRights.History, OpenAsync);
        Post(routes, "r/orders/{symbol}/hist", KeyRights.History, ClosedAsync);
        Post(routes, "r/positions", KeyRights.Balances, call => Read(call, (json, book) => BitfinexPositions.Write(json, book, site)));
        foreach (var empty in (string[])["r/funding/offers", "r/funding/credits", "r/funding/loans"])
            Post(routes, empty, KeyRights.Balances, call => call.Context.SendAsync("[]"u8.ToArray()));
        Post(routes, "w/order/submit", KeyRights.Trade, _desk.SubmitAsync);
        Post(routes, "w/order/cancel", KeyRights.Trade, _desk.CancelAsync);
    }

    private void Post(IEndpointRouteBuilder routes, string path, KeyRights right, Func<BitfinexCall, Task> serve) =>
        routes.MapPost("/v2/auth/" + path, gate.Private(path, PerMinute, right, serve));

    private Task TradesAsync(BitfinexCall call) => Range(call, BitfinexTrades.Most, (json, book, range) => new BitfinexTrades(book).Write(json, range, Route(call, "symbol")));

    private Task OrderTradesAsync(BitfinexCall call)
    {
        var spec = Route(call, "spec")!;
        var id = long.TryParse(spec[(spec.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture, out var number) ? number : 0;
        return Read(call, (json, book) => new BitfinexTrades(book).WriteOfOrder(json, book.Orders.Find(o => o.Id == id)));
    }

    private Task LedgerAsync(BitfinexCall call)
    {
        int? category = int.TryParse(call.Body.Member("category"), CultureInfo.InvariantCulture, out var number) ? number : null;
        return Range(call, BitfinexLedger.Most, (json, book, range) => BitfinexLedger.Write(json, book, range, Route(call, "currency"), category, call.Body.Member("wallet")));
    }

    private Task MovementsAsync(BitfinexCall call) =>
        Range(call, BitfinexMovements.Most, (json, book, range) => new BitfinexMovements(book, site.Clock.Milliseconds()).Write(json, range, Route(call, "currency")));

    private Task OpenAsync(BitfinexCall call) => Read(call, (json, book) => BitfinexOrders.WriteList(json, Enumerable.Reverse(book.OpenOrders), Route(call, "symbol")));

    private Task ClosedAsync(BitfinexCall call) => Range(call, BitfinexOrders.Most, (json, book, range) =>
        BitfinexOrders.WriteList(json, BitfinexOrders.Closed(book, range, Route(call, "symbol"), site.Clock.Milliseconds()), null));

    private static void WritePermissions(Utf8JsonWriter json, KeyRights rights)
    {
        (string Name, bool Read, bool Write)[] all =
        [
            ("account", true, false), ("history", rights.HasFlag(KeyRights.History), false), ("orders", rights.HasFlag(KeyRights.History), rights.HasFlag(KeyRights.Trade)),
            ("positions", true, false), ("funding", true, false), ("settings", false, false), ("wallets", rights.HasFlag(KeyRights.Balances), false), ("withdraw", false, rights.HasFlag(KeyRights.Withdraw)),
        ];
        json.WriteStartArray();
        foreach (var (name, read, write) in all)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteNumberValue(read ? 1 : 0);
            json.WriteNumberValue(write ? 1 : 0);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteUser(Utf8JsonWriter json, AccountBook book)
    {
        json.WriteStartArray();
        json.WriteNumberValue(book.UserId);
        json.WriteStringValue("demo@example.com");
        json.WriteStringValue("demo");
        json.WriteNumberValue(book.Events.Count == 0 ? 0 : book.Events[0].Time.ToUnixTimeMilliseconds());
        json.WriteNumberValue(1);
        json.WriteNumberValue(3);
        json.WriteNullValue();
        json.WriteStringValue("UTC");
        json.WriteEndArray();
    }

    // Index 4 holds the fee rates, maker first.
    private static void WriteSummary(Utf8JsonWriter json, AccountBook book)
    {
        json.WriteStartArray();
        json.Nulls(4);
        json.WriteStartArray();
        foreach (var rate in (ReadOnlySpan<decimal>)[book.Profile.MakerRate, book.Profile.TakerRate])
        {
            json.WriteStartArray();
            for (var i = 0; i < 3; i++) json.Number(rate);
            json.Nulls(2);
            json.Number(rate);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.Nulls(5);
        json.WriteEndArray();
    }

    private Task Range(BitfinexCall call, int most, Action<Utf8JsonWriter, AccountBook, BitfinexRange> write) =>
        BitfinexRange.Read(BitfinexRange.Of(call.Body), most) is { } range
            ? Read(call, (json, book) => write(json, book, range with { Limit = site.Knobs.PageSize(range.Limit) }))
            : call.Context.SendAsync(BitfinexError.BadLimit);

    private Task Read(BitfinexCall call, Action<Utf8JsonWriter, AccountBook> write) =>
        call.Context.SendAsync(site.Read(call.Key, book => WireAnswer.Json(json => write(json, book))));

    private static Task Send(BitfinexCall call, Action<Utf8JsonWriter> write) => call.Context.SendAsync(WireAnswer.Json(write));

    private static string? Route(BitfinexCall call, string name) => call.Context.Request.RouteValues.GetValueOrDefault(name) as string;
}
