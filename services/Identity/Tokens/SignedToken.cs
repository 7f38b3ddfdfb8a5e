using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary>A JSON Web Token somebody else signed, in the compact form (RFC 7515). Until <see cref="IsSignedBy"/> says so, nothing in it is true.</summary>
/// <param name="Algorithm">What its header says it was signed with.</param>
/// <param name="KeyId">The name of the key, if its header has one.</param>
/// <param name="Claims">What it says.</param>
internal sealed record SignedToken(string Algorithm, string? KeyId, JsonElement Claims)
{
    private const int MostCharacters = 16_384;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private byte[] Signed { get; init; } = [];

    private byte[] Signature { get; init; } = [];

    /// <summary>Reads a token without believing it; null if it is none, or asks for extensions we do not know.</summary>
    public static SignedToken? Read(string text)
    {
        if (text.Length > MostCharacters || text.Split('.') is not [var head, var body, var signature]) return null;
        if (Decode(head) is not { } header || Decode(body) is not { } claims || Decode(signature) is not { Length: > 0 } signed) return null;
        if (Parse(header) is not { } read || Parse(claims) is not { } said) return null;
        if (Text(read, "alg") is not { } algorithm || read.TryGetProperty("crit", out _)) return null;
        return new SignedToken(algorithm, Text(read, "kid"), said) { Signed = Encoding.ASCII.GetBytes($"{head}.{body}"), Signature = signed };
    }

    /// <summary>Whether one of these keys signed it: the one it names, else any.</summary>
    public bool IsSignedBy(IReadOnlyList<PublicKey> keys) =>
        keys.Where(k => KeyId is null || k.Id is null || k.Id == KeyId).Any(k => k.Verifies(Algorithm, Signed, Signature));

    /// <summary>A claim that is a text.</summary>
    public string? Text(string claim) => Text(Claims, claim);

    /// <summary>A claim that is an instant (seconds since 1970).</summary>
    public DateTimeOffset? Instant(string claim) =>
        Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 1e11
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;

    /// <summary>Whom it is for; empty if it does not say, or says it in a way we cannot read.</summary>
    public IReadOnlyList<string> Audiences() => !Claims.TryGetProperty("aud", out var aud) ? [] : aud.ValueKind switch
    {
        JsonValueKind.String => [aud.GetString()!],
        JsonValueKind.Array when aud.EnumerateArray().All(a => a.ValueKind == JsonValueKind.String) => [.. aud.EnumerateArray().Select(a => a.GetString()!)],
        _ => [],
    };

    private static byte[]? Decode(string part)
    {
        try
        {
            return part.AsSpan().ContainsAnyExcept(Alphabet) ? null : Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static JsonElement? Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
