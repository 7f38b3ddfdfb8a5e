using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Serving;
using PortfolioPlatform.Sandbox.Serving.Limits;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>What every call passes first: the documented limits (v3: 30/s per user, 10/s per address without a key; v2: 10,000 per hour and key), then the token and its rights.</summary>
internal sealed class CoinbaseGate
{
    private readonly VenueSite _site;
    private readonly Dictionary<string, CoinbaseKey> _keys;
    private readonly SlidingCounter _private;
    private readonly SlidingCounter _public;
    private readonly WindowCounter _wallet;

    public CoinbaseGate(VenueSite site)
    {
        _site = site;
        _keys = site.Keys.ToDictionary(k => k.Key, k => CoinbaseKey.FromSecret(k.Key, k.Secret), StringComparer.Ordinal);
        _private = new SlidingCounter(site.LimitClock, 30, TimeSpan.FromSeconds(1));
        _public = new SlidingCounter(site.LimitClock, 10, TimeSpan.FromSeconds(1));
        _wallet = new WindowCounter(site.LimitClock, 10_000, TimeSpan.FromHours(1));
    }

    /// <summary>A handler of a call without a key.</summary>
    public RequestDelegate Public(Func<HttpContext, Task> serve) => async context =>
    {
        if (Fits(context, _public, "ip", 10)) await serve(context);
        else await CoinbaseErrors.RateLimitedAsync(context);
    };

    /// <summary>A handler of a call that needs a key with the given right.</summary>
    public RequestDelegate Private(KeyRights right, Func<HttpContext, DemoKey, Task> serve) => async context =>
    {
        var (key, refusal) = Check(context);
        if (key is null) await CoinbaseErrors.UnauthorizedAsync(context, refusal!);
        else if (!FitsPrivate(context, key)) await CoinbaseErrors.RateLimitedAsync(context);
        else if (!key.Rights.HasFlag(right)) await CoinbaseErrors.ForbiddenAsync(context);
        else await serve(context, key);
    };

    /// <summary>The key of a stream's token; null when it is not good.</summary>
    public DemoKey? Stream(string? token) =>
        token is not null && _site.FindKey(CoinbaseToken.KeyId(token)) is { } key && CoinbaseToken.Refuse(token, _keys[key.Key], _site.VenueNow(), null) is null ? key : null;

    private (DemoKey? Key, string? Refusal) Check(HttpContext context)
    {
        const string Bearer = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.Ordinal)) return (null, "no token");
        var token = header[Bearer.Length..];
        if (_site.FindKey(CoinbaseToken.KeyId(token)) is not { } key) return (null, "unknown key");
        var request = context.Request;
        var call = $"{request.Host.Value}{request.Path.Value}";
        string[] uris = [$"{request.Method} api.coinbase.com{request.Path.Value}", $"{request.Method} {call}", $"{request.Method} http://{call}"];
        var refusal = CoinbaseToken.Refuse(token, _keys[key.Key], _site.VenueNow(), uris);
        return (refusal is null ? key : null, refusal);
    }

    private bool FitsPrivate(HttpContext context, DemoKey key)
    {
        if (!CoinbaseErrors.IsV2(context)) return Fits(context, _private, key.Account, 30);
        return !_site.Options.EnforceLimits || _wallet.Add(key.Key, 1).Fits;
    }

    private bool Fits(HttpContext context, SlidingCounter counter, string who, int limit)
    {
        if (!_site.Options.EnforceLimits) return true;
        var (fits, remaining, left) = counter.Add(who == "ip" ? context.Connection.RemoteIpAddress?.ToString() ?? who : who);
        var headers = context.Response.Headers;
        headers["x-ratelimit-limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["x-ratelimit-remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        headers["x-ratelimit-reset"] = Math.Ceiling(left.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return fits;
    }
}

/// <summary>Error bodies of v3 and v2.</summary>
internal static class CoinbaseErrors
{
    public static bool IsV2(HttpContext context) => context.Request.Path.StartsWithSegments("/v2", StringComparison.Ordinal);

    /// <summary>v3 answers plain text, v2 a list of errors.</summary>
    public static Task UnauthorizedAsync(HttpContext context, string refusal) => IsV2(context)
        ? SendV2Async(context, StatusCodes.Status401Unauthorized, refusal == "token expired" ? "expired_token" : "authentication_error", refusal)
        : context.SendAsync(Encoding.ASCII.GetBytes("Unauthorized\n"), StatusCodes.Status401Unauthorized, "text/plain; charset=utf-8");

    public static Task ForbiddenAsync(HttpContext context) =>
        SendAsync(context, StatusCodes.Status403Forbidden, "PERMISSION_DENIED", "invalid_scope", "Missing required scopes");

    public static Task NotFoundAsync(HttpContext context, string what) => SendAsync(context, StatusCodes.Status404NotFound, "NOT_FOUND", "not_found", what + " not found");

    public static Task InvalidAsync(HttpContext context, string what) => SendAsync(context, StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", "validation_error", what);

    public static Task RateLimitedAsync(HttpContext context) =>
        SendAsync(context, StatusCodes.Status429TooManyRequests, "rate_limit_exceeded", "rate_limit_exceeded", "Too many requests");

    public static Task UnavailableAsync(HttpContext context) =>
        SendAsync(context, StatusCodes.Status503ServiceUnavailable, "internal_server_error", "internal_server_error", "Something went wrong");

    private static Task SendAsync(HttpContext context, int status, string v3, string v2, string message) => IsV2(context)
        ? SendV2Async(context, status, v2, message)
        : context.SendAsync(WireAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("error", v3);
            json.WriteString("error_details", message);
            json.WriteString("message", message);
            json.WriteEndObject();
        }), status);

    private static Task SendV2Async(HttpContext context, int status, string id, string message) => context.SendAsync(WireAnswer.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("message", message);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }), status);
}
