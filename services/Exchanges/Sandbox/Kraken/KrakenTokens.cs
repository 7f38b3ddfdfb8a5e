using System.Collections.Concurrent;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Tokens that open the private WebSocket: good for fifteen minutes, and for as long as a subscription made in time lives.</summary>
internal sealed class KrakenTokens
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, (DemoKey Key, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);
    private long _issued;

    public string? Issue(KrakenCall call, Utf8JsonWriter json)
    {
        var token = Noise.Text((ulong)Interlocked.Increment(ref _issued), call.Key.Key, 43, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
        _tokens[token] = (call.Key, call.Site.Clock.GetUtcNow() + Life);
        json.WriteStartObject();
        json.WriteString("token", token);
        json.WriteNumber("expires", (int)Life.TotalSeconds);
        json.WriteEndObject();
        return null;
    }

    /// <summary>The key a token was issued for; null when unknown or expired.</summary>
    public DemoKey? Find(string? token, DateTimeOffset now) =>
        token is not null && _tokens.TryGetValue(token, out var issued) && issued.Until > now ? issued.Key : null;
}
