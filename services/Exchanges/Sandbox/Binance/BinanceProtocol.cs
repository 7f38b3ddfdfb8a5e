using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance spot: REST /api and /sapi, market streams, WebSocket API. One port serves all of its hosts.</summary>
internal sealed class BinanceProtocol : IVenueProtocol
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private BinanceLimits? _limits;

    public VenueProfile Profile { get; } = BinanceProfile.Create();

    public (string Key, string Secret, string? Passphrase) CreateKey(ulong seed, string name) =>
        (Noise.Text(seed, "binance-key-" + name, 64, Letters), Noise.Text(seed, "binance-secret-" + name, 64, Letters), null);

    public void Map(IEndpointRouteBuilder routes, VenueSite site)
    {
        var (auth, limits) = (new BinanceAuth(site), new BinanceLimits(site));
        _limits = limits;
        foreach (var root in (string[])["/api", "/sapi", "/fapi", "/dapi"])
            routes.Map(root + "/{**path}", context => AnswerAsync(context, site, auth, limits));
        site.MapSocket(routes, "/ws-api/v3", socket => new BinanceSocketApi(site, auth, socket).RunAsync());
        foreach (var path in (string[])["/ws/{**streams}", "/stream"])
            site.MapSocket(routes, path, socket => BinanceListenKeys.Find(site, socket) is { } key ? new BinanceFuturesStream(site, key, socket).RunAsync() : new BinanceStreams(site, socket).RunAsync());
    }

    public Task RefuseAsync(HttpContext context, VenueRefusal refusal, TimeSpan retryAfter)
    {
        if (refusal == VenueRefusal.Unavailable) return ErrorAsync(context, new BinanceError(-1016, "This service is no longer available.", 503));
        if (refusal == VenueRefusal.RateLimited) return ErrorAsync(context, BinanceLimits.TooMany(context, retryAfter));
        return ErrorAsync(context, _limits!.Banned(context, retryAfter));
    }

    private static async Task AnswerAsync(HttpContext context, VenueSite site, BinanceAuth auth, BinanceLimits limits)
    {
        var name = context.Request.Method + " " + context.Request.Path.Value;
        var (arguments, signed) = await BinanceAuth.ReadAsync(context);
        if (!BinanceEndpoints.All.TryGetValue(name, out var route))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var (key, error) = route.Needs is null ? (null, null) : auth.Key(context.Request.Headers["X-MBX-APIKEY"]);
        var call = new BinanceCall(site, key, arguments);
        error ??= limits.Take(context, route.Budget, route.Weight(call), key, name);
        if (key is not null) error ??= (route.IsUnsigned ? null : auth.Check(key, arguments, signed)) ?? Allowed(key, route) ?? (route.IsOrder ? limits.Order(context, key) : null);
        var buffer = new ArrayBufferWriter<byte>(4096);
        await using var json = new Utf8JsonWriter(buffer);
        error ??= route.Answer(call, json);
        await json.FlushAsync(context.RequestAborted);
        if (error is null) await WriteAsync(context, buffer.WrittenMemory);
        else await ErrorAsync(context, error);
    }

    private static BinanceError? Allowed(DemoKey key, BinanceRoute route) =>
        key.Rights.HasFlag(route.Needs!.Value) ? null : new BinanceError(-2015, "Invalid API-key, IP, or permissions for action.", 401);

    private static Task ErrorAsync(HttpContext context, BinanceError error)
    {
        context.Response.StatusCode = error.Status;
        return WriteAsync(context, error.Body());
    }

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
