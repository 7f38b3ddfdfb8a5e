using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken spot: REST 0/public and 0/private (always HTTP 200, errors inside), WebSocket v2.</summary>
internal sealed class KrakenProtocol : IVenueProtocol
{
    private const string Base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public VenueProfile Profile { get; } = KrakenProfile.Create();

    public string StreamPath => "/v2";

    public (string Key, string Secret, string? Passphrase) CreateKey(ulong seed, string name) =>
        (Noise.Text(seed, "kraken-key-" + name, 56, Base64Letters), Convert.ToBase64String(Noise.Bytes(seed, "kraken-secret-" + name, 64)), null);

    public void Map(IEndpointRouteBuilder routes, VenueSite site)
    {
        var (auth, limits, tokens) = (new KrakenAuth(site), new KrakenLimits(site), new KrakenTokens());
        var pairs = KrakenCodes.Spellings(Profile.Markets);
        var closed = KrakenEndpoints.Private(limits, tokens);
        routes.Map("/0/public/{**endpoint}", context => PublicAsync(context, site, limits, pairs));
        routes.Map("/0/private/{**endpoint}", context => PrivateAsync(context, site, auth, limits, closed, pairs));
        foreach (var path in (string[])["/v2", "/"]) site.MapSocket(routes, path, socket => ServeAsync(site, tokens, socket));
    }

    public Task RefuseAsync(HttpContext context, VenueRefusal refusal, TimeSpan retryAfter)
    {
        if (refusal == VenueRefusal.Unavailable)
        {
            context.Response.StatusCode = 520;
            return context.Response.WriteAsync("<html><head><title>520</title></head></html>", context.RequestAborted);
        }

        return ErrorAsync(context, refusal == VenueRefusal.Banned ? "EGeneral:Temporary lockout" : "EAPI:Rate limit exceeded");
    }

    private static async Task ServeAsync(VenueSite site, KrakenTokens tokens, SandboxSocket socket)
    {
        using var stream = new KrakenStream(site, tokens, socket);
        await stream.RunAsync();
    }

    private static Task PublicAsync(HttpContext context, VenueSite site, KrakenLimits limits, Dictionary<string, VenueMarket> pairs)
    {
        var name = (string?)context.Request.RouteValues["endpoint"] ?? "";
        if (!KrakenEndpoints.Public.TryGetValue(name, out var endpoint)) return ErrorAsync(context, "EGeneral:Unknown method");
        var arguments = context.Request.Query.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);
        if (limits.Public(context.Connection.RemoteIpAddress + name, name, arguments.GetValueOrDefault("pair")) is { } error) return ErrorAsync(context, error);
        return AnswerAsync(context, endpoint, new KrakenCall(site, null, arguments, pairs));
    }

    private static async Task PrivateAsync(HttpContext context, VenueSite site, KrakenAuth auth, KrakenLimits limits, Dictionary<string, KrakenPrivate> endpoints, Dictionary<string, VenueMarket> pairs)
    {
        var name = (string?)context.Request.RouteValues["endpoint"] ?? "";
        var (key, arguments, error) = await auth.CheckAsync(context);
        if (key is null || error is not null) await ErrorAsync(context, error ?? "EAPI:Invalid key");
        else if (!endpoints.TryGetValue(name, out var endpoint)) await ErrorAsync(context, "EGeneral:Unknown method");
        else if (limits.Rest(key, endpoint.Cost) is { } limited) await ErrorAsync(context, limited);
        else if (!key.Rights.HasFlag(endpoint.Needs)) await ErrorAsync(context, "EGeneral:Permission denied");
        else await AnswerAsync(context, endpoint.Answer, new KrakenCall(site, key, arguments, pairs));
    }

    private static async Task AnswerAsync(HttpContext context, KrakenEndpoint endpoint, KrakenCall call)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("error");
        json.WriteEndArray();
        json.WritePropertyName("result");
        var before = json.BytesPending + json.BytesCommitted;
        if (endpoint(call, json) is { } error)
        {
            await ErrorAsync(context, error);
            return;
        }

        if (json.BytesPending + json.BytesCommitted == before) json.WriteNullValue();
        json.WriteEndObject();
        json.Flush();
        await WriteAsync(context, buffer.WrittenMemory);
    }

    private static Task ErrorAsync(HttpContext context, string error) => WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(new { error = new[] { error } }));

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
