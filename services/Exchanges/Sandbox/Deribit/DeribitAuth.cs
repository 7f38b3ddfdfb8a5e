using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Deribit;

/// <summary>Who calls: a signed header, or a token that a grant gave.</summary>
internal sealed class DeribitAuth(VenueSite site)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>The key of a request; null when it is unsigned or the signature is wrong.</summary>
    public DemoKey? Of(HttpContext context, string body)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return site.Keys.FirstOrDefault(k => !k.IsRevoked && Token(k) == header[7..]);
        if (!header.StartsWith("deri-hmac-sha256 ", StringComparison.Ordinal)) return null;
        var parts = header["deri-hmac-sha256 ".Length..].Split(',').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        if (!parts.TryGetValue("id", out var id) || !parts.TryGetValue("ts", out var time) || !parts.TryGetValue("nonce", out var nonce) || !parts.TryGetValue("sig", out var signature)) return null;
        var uri = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        return site.FindKey(id) is { } key && IsNear(time) && Matches(key, $"{time}\n{nonce}\n{context.Request.Method}\n{uri}\n{body}\n", signature) ? key : null;
    }

    /// <summary>The key of a grant: by signature or by the secret itself; null when it is wrong.</summary>
    public DemoKey? Grant(DeribitCall call)
    {
        if (site.FindKey(call["client_id"]) is not { } key) return null;
        if (call["grant_type"] == "client_credentials") return call["client_secret"] == key.Secret ? key : null;
        return call["grant_type"] == "client_signature" && call["timestamp"] is { } time && IsNear(time) && Matches(key, $"{time}\n{call["nonce"]}\n{call["data"]}", call["signature"]) ? key : null;
    }

    /// <summary>The token of a key.</summary>
    public static string Token(DemoKey key) => Convert.ToHexStringLower(Noise.Bytes(1, "deribit-token-" + key.Key, 20));

    /// <summary>What a key may do, in the venue's words.</summary>
    public static string Scope(DemoKey key)
    {
        var history = key.Rights.HasFlag(KeyRights.History) ? key.Rights.HasFlag(KeyRights.Trade) ? "read_write" : "read" : "none";
        return $"account:{(key.Rights.HasFlag(KeyRights.Balances) ? "read" : "none")} trade:{history} wallet:{(key.Rights.HasFlag(KeyRights.Withdraw) ? "read_write" : "read")} block_trade:none connection mainaccount";
    }

    private bool IsNear(string time) => long.TryParse(time, CultureInfo.InvariantCulture, out var told) && (site.VenueNow() - DateTimeOffset.FromUnixTimeMilliseconds(told)).Duration() <= Window * Math.Max(1, site.Clock.Scale);

    private static bool Matches(DemoKey key, string text, string? signature) =>
        string.Equals(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret), Encoding.UTF8.GetBytes(text))), signature, StringComparison.Ordinal);
}
