using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PortfolioPlatform.Sandbox.Serving;
using PortfolioPlatform.Sandbox.Serving.Limits;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>A call that passed: its key and body.</summary>
internal sealed record BitfinexCall(HttpContext Context, DemoKey Key, JsonElement Body);

/// <summary>
/// What every call passes first: the limit of its endpoint per address and minute (passing it closes the endpoint for half a minute), then key, signature and a
/// nonce strictly above the key's last one, on REST and stream together.
/// </summary>
internal sealed class BitfinexGate(VenueSite site)
{
    private const long LargestNonce = 9_007_199_254_740_991;
    private static readonly TimeSpan Closed = TimeSpan.FromSeconds(30);
    private readonly Dictionary<int, SlidingCounter> _counters = [];
    private readonly Dictionary<string, DateTimeOffset> _closedUntil = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _nonces = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public RequestDelegate Public(string endpoint, int perMinute, Func<HttpContext, Task> serve) =>
        context => Fits(context, endpoint, perMinute) ? serve(context) : BitfinexErrors.RateLimitedAsync(context);

    public RequestDelegate Private(string endpoint, int perMinute, KeyRights right, Func<BitfinexCall, Task> serve) => async context =>
    {
        if (!Fits(context, endpoint, perMinute))
        {
            await BitfinexErrors.RateLimitedAsync(context);
            return;
        }

        var body = await context.BodyAsync();
        var (key, error) = Check(context, body);
        if (key is not null && !key.Rights.HasFlag(right)) error = BitfinexError.NoPermission;
        if (error is { } refusal) await context.SendAsync(refusal);
        else await serve(new BitfinexCall(context, key!, WireAnswer.Parse(body)));
    };

    /// <summary>Checks a stream's <c>auth</c> event.</summary>
    public (DemoKey? Key, BitfinexError? Error) Stream(JsonElement message)
    {
        if (site.FindKey(message.Member("apiKey")) is not { } key) return (null, BitfinexError.UnknownKey);
        var (payload, nonce) = (message.Member("authPayload") ?? "", message.Member("authNonce") ?? "");
        if (payload != "AUTH" + nonce || !BitfinexSignature.IsStream(key.Secret, payload, message.Member("authSig") ?? "")) return (null, BitfinexError.BadDigest);
        return Raise(key, nonce) is { } error ? (null, error) : (key, null);
    }

    private (DemoKey? Key, BitfinexError? Error) Check(HttpContext context, byte[] body)
    {
        var headers = context.Request.Headers;
        if (site.FindKey(headers["bfx-apikey"]) is not { } key) return (null, BitfinexError.UnknownKey);
        var (nonce, signature) = (headers["bfx-nonce"].ToString(), headers["bfx-signature"].ToString());
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        if (!BitfinexSignature.IsRest(key.Secret, context.Request.Path.Value!, nonce, body, signature) && !BitfinexSignature.IsRest(key.Secret, raw, nonce, body, signature))
            return (null, BitfinexError.BadDigest);
        return Raise(key, nonce) is { } error ? (null, error) : (key, null);
    }

    private BitfinexError? Raise(DemoKey key, string text)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var nonce) || nonce is <= 0 or > LargestNonce) return BitfinexError.BadNonce;
        lock (_lock)
        {
            if (nonce <= _nonces.GetValueOrDefault(key.Key)) return BitfinexError.SmallNonce;
            _nonces[key.Key] = nonce;
            return null;
        }
    }

    private bool Fits(HttpContext context, string endpoint, int perMinute)
    {
        if (!site.Options.EnforceLimits) return true;
        var name = $"{context.Connection.RemoteIpAddress}/{endpoint}";
        lock (_lock)
        {
            var now = site.LimitClock.GetUtcNow();
            if (_closedUntil.TryGetValue(name, out var until) && now < until) return false;
            if (!_counters.TryGetValue(perMinute, out var counter)) _counters[perMinute] = counter = new SlidingCounter(site.LimitClock, perMinute, TimeSpan.FromMinutes(1));
            if (counter.Add(name).Fits) return true;
            _closedUntil[name] = now + Closed;
            return false;
        }
    }
}
