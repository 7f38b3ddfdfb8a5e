using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>
/// Checks the bearer token of a request (JWT signed with a CDP key): signature, key id, life of at most two minutes around now,
/// and the one method, host and path it was made for (claim <c>uri</c>, or the array <c>uris</c>), never the query.
/// </summary>
internal static class CoinbaseToken
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private const long LongestLife = 120;

    /// <summary>The key id a token names, before anything is checked.</summary>
    public static string? KeyId(string token) => Part(token, 0) is { } header ? Text(header, "kid") : null;

    /// <summary>Null when the token is good, else why not.</summary>
    /// <param name="token">The token without <c>Bearer</c>.</param>
    /// <param name="key">The key it names.</param>
    /// <param name="now">The venue's clock.</param>
    /// <param name="uris">The spellings of this request that are accepted; null where no <c>uri</c> claim is needed (stream).</param>
    public static string? Refuse(string token, CoinbaseKey key, DateTimeOffset now, IReadOnlyCollection<string>? uris)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || Part(token, 0) is not { } header || Part(token, 1) is not { } claims || Bytes(parts[2]) is not { Length: 64 } signature) return "token malformed";
        if (Text(header, "alg") != key.Algorithm || Text(header, "kid") != key.Name || Text(claims, "sub") != key.Name) return "token names another key";
        if (!key.Verify(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature)) return "signature invalid";
        if (Text(claims, "iss") is not ("cdp" or "coinbase-cloud")) return "issuer unknown";
        return RefuseTime(claims, now) ?? (uris is null || Covers(claims, uris) ? null : "token made for another request");
    }

    private static string? RefuseTime(JsonElement claims, DateTimeOffset now)
    {
        if (!Number(claims, "nbf", out var from) || !Number(claims, "exp", out var until)) return "token has no life";
        if (until - from > LongestLife) return "token lives too long";
        if (now + Skew < DateTimeOffset.FromUnixTimeSeconds(from)) return "token not valid yet";
        return now > DateTimeOffset.FromUnixTimeSeconds(until) ? "token expired" : null;
    }

    private static bool Covers(JsonElement claims, IReadOnlyCollection<string> uris)
    {
        if (Text(claims, "uri") is { } uri) return uris.Contains(uri, StringComparer.Ordinal);
        return claims.TryGetProperty("uris", out var list) && list.ValueKind == JsonValueKind.Array
            && list.EnumerateArray().Any(u => u.ValueKind == JsonValueKind.String && uris.Contains(u.GetString()!, StringComparer.Ordinal));
    }

    private static bool Number(JsonElement element, string name, out long value)
    {
        value = 0;
        return element.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out value) && value is > 0 and < 100_000_000_000;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Part(string token, int index)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || Bytes(parts[index]) is not { } bytes) return null;
        try
        {
            var element = JsonElement.Parse(bytes);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(string base64Url) => Base64Url.IsValid(base64Url) ? Base64Url.DecodeFromChars(base64Url) : null;
}
