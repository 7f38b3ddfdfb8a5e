using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Serving;

/// <summary>
/// The sandbox's own API, for the host and for tests in other processes: endpoints and keys, the truth, the clock, the knobs, the market. JSON; amounts are
/// exact decimal strings.
/// </summary>
internal static class ControlApi
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Map(IEndpointRouteBuilder routes, SandboxServer server)
    {
        routes.Map("/venues", context => Answer(context, Venues(server)));
        routes.Map("/truth/{venue}/{account}", context => Answer(context, Truth(server, context)));
        routes.Map("/clock", async context => await Answer(context, await ClockAsync(server, context)));
        routes.Map("/knobs/{venue}", async context => await Answer(context, await KnobsAsync(server, context)));
        routes.Map("/market", async context => await Answer(context, await MarketAsync(server, context)));
        routes.Map("/credit/{venue}/{account}", async context => await Answer(context, await CreditAsync(server, context)));
        routes.Map("/perpetual/{venue}/{account}", async context => await Answer(context, await PerpetualAsync(server, context)));
    }

    private static object Venues(SandboxServer server) => new
    {
        server.World.Origin,
        server.Clock.Scale,
        Venues = server.Endpoints.Values.Select(e => new { e.Venue, e.Rest, e.Stream, Keys = server.DemoKeys[e.Venue].Select(Key) }),
    };

    private static object Key(DemoKey key) => new { key.Name, key.Account, key.Key, key.Secret, key.Passphrase, Rights = key.Rights.ToString(), key.IsRevoked };

    private static object? Truth(SandboxServer server, HttpContext context)
    {
        var (venue, account) = (Route(context, "venue"), Route(context, "account"));
        if (!server.World.Accounts.Contains((venue, account))) return null;
        var at = context.Request.Query["at"].ToString() is { Length: > 0 } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : (DateTimeOffset?)null;
        return new
        {
            At = at ?? server.World.Now,
            Balances = server.Truth.Balances(venue, account, at).Select(b => new { b.Asset, b.Wallet, Amount = Text(b.Amount) }),
            Entries = server.Truth.Events(venue, account, at).Select(Entry),
        };
    }

    private static object Entry(EconomicEvent e) => new
    {
        e.Sequence,
        e.Time,
        Kind = e.Kind.ToString(),
        Legs = e.Legs.Select(l => new { l.Asset, l.Wallet, Amount = Text(l.Amount), Role = l.Role.ToString() }),
        Market = e.Fill?.Market.Name,
        e.Movement?.TxHash,
        Outcome = e.Movement?.Outcome.ToString(),
        e.Reverses,
    };

    private static async Task<object?> ClockAsync(SandboxServer server, HttpContext context)
    {
        if (await BodyAsync<ClockChange>(context) is { } change)
        {
            if (change.Freeze) server.Clock.Freeze();
            if (change.AdvanceSeconds > 0) server.Clock.Advance(TimeSpan.FromSeconds(change.AdvanceSeconds));
            if (change.Release) server.Clock.Release();
            server.World.ClockMoved();
        }

        return new { Now = server.Clock.GetUtcNow(), server.Clock.Scale, server.Clock.IsFrozen };
    }

    private static async Task<object?> KnobsAsync(SandboxServer server, HttpContext context)
    {
        if (!server.Sites.TryGetValue(Route(context, "venue"), out var site)) return null;
        if (await BodyAsync<KnobSettings>(context) is { } settings)
        {
            site.Knobs.Set(settings);
            if (settings.UnknownAsset is { Length: > 0 } code) server.World.Credit(site.Profile.Venue, AccountNames.Main, code, 1);
        }

        return site.Knobs.Current;
    }

    private static async Task<object?> MarketAsync(SandboxServer server, HttpContext context)
    {
        if (await BodyAsync<MarketChange>(context) is not { } change) return null;
        server.World.Shock(change.Asset, change.Factor, change.HealsAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, TimeSpan.FromSeconds(change.OverSeconds));
        return new { change.Asset, Usd = server.World.Prices.UsdAt(change.Asset, server.Clock.GetUtcNow()) };
    }

    private static async Task<object?> CreditAsync(SandboxServer server, HttpContext context)
    {
        var (venue, account) = (Route(context, "venue"), Route(context, "account"));
        if (await BodyAsync<CreditChange>(context) is not { } change || !server.World.Accounts.Contains((venue, account))) return null;
        return Entry(server.World.Credit(venue, account, change.Asset, decimal.Parse(change.Amount, CultureInfo.InvariantCulture)));
    }

    private static async Task<object?> PerpetualAsync(SandboxServer server, HttpContext context)
    {
        var (venue, account) = (Route(context, "venue"), Route(context, "account"));
        if (!server.World.Accounts.Contains((venue, account))) return null;
        if (await BodyAsync<PerpetualChange>(context) is { } change)
        {
            if (change.Move is { } amount && !server.World.Move(venue, account, decimal.Parse(amount, CultureInfo.InvariantCulture))) return null;
            if (change is { Contract: { } contract, Quantity: { } quantity } && !server.World.Trade(venue, account, new PerpetualOrder(contract, decimal.Parse(quantity, CultureInfo.InvariantCulture), change.Leverage, change.IsIsolated))) return null;
        }

        var now = server.World.Now;
        return server.World.Read(venue, account, book => new
        {
            Wallet = Text(book.Perpetuals.Wallet),
            Positions = book.Perpetuals.Open.Select(p => new { Contract = p.Contract.Name, Quantity = Text(p.Quantity), Entry = Text(p.Entry), Mark = Text(server.World.Prices.Mark(p.Contract.Market, now)), p.Leverage, p.IsIsolated }).ToArray(),
        });
    }

    private static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    private static string Text(decimal amount) => (amount / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static async Task<T?> BodyAsync<T>(HttpContext context)
        where T : class =>
        HttpMethods.IsPost(context.Request.Method) ? await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Json, context.RequestAborted) : null;

    private static Task Answer(HttpContext context, object? value)
    {
        if (value is null) context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, Json, context.RequestAborted);
    }

    private sealed record ClockChange(bool Freeze = false, double AdvanceSeconds = 0, bool Release = false);

    private sealed record MarketChange(string Asset, double Factor, double? HealsAfterSeconds = null, double OverSeconds = 0);

    private sealed record PerpetualChange(string? Move = null, string? Contract = null, string? Quantity = null, int Leverage = 10, bool IsIsolated = false);

    private sealed record CreditChange(string Asset, string Amount);
}
