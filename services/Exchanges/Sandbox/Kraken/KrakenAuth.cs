using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Checks Kraken's private calls: key, signature over path, nonce and body, and a nonce that rises per key.</summary>
internal sealed class KrakenAuth(VenueSite site)
{
    private readonly ConcurrentDictionary<string, ulong> _nonces = new(StringComparer.Ordinal);

    /// <summary>Who calls with what; or Kraken's error text.</summary>
    public async Task<(DemoKey? Key, IReadOnlyDictionary<string, string> Arguments, string? Error)> CheckAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var arguments = Parse(body, context.Request.ContentType);
        if (site.FindKey(context.Request.Headers["API-Key"]) is not { } key) return (null, arguments, "EAPI:Invalid key");
        var nonce = arguments.GetValueOrDefault("nonce", "");
        if (!ulong.TryParse(nonce, out var number)) return (null, arguments, "EAPI:Invalid nonce");
        var expected = Sign(key.Secret, context.Request.Path, nonce, body);
        if (!string.Equals(expected, context.Request.Headers["API-Sign"], StringComparison.Ordinal)) return (null, arguments, "EAPI:Invalid signature");
        return (key, arguments, Rises(key, number) ? null : "EAPI:Invalid nonce");
    }

    /// <summary>base64(HMAC-SHA512(base64decode(secret), path ‖ SHA256(nonce ‖ body))).</summary>
    public static string Sign(string secret, string path, string nonce, string body)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(nonce + body));
        return Convert.ToBase64String(HMACSHA512.HashData(Convert.FromBase64String(secret), (byte[])[.. Encoding.UTF8.GetBytes(path), .. digest]));
    }

    private bool Rises(DemoKey key, ulong nonce)
    {
        var fresh = true;
        _nonces.AddOrUpdate(key.Key, nonce, (_, last) =>
        {
            fresh = nonce > last;
            return Math.Max(last, nonce);
        });
        return fresh;
    }

    private static Dictionary<string, string> Parse(string body, string? type)
    {
        if (type?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            return QueryHelpers.ParseQuery(body).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
