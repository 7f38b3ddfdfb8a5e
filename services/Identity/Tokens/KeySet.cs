using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary>Reads JSON Web Key Sets (RFC 7517).</summary>
internal static class KeySet
{
    private const int MostKeys = 20;
    private const int MostCharacters = 20_000;
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 8192;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };
    private static readonly string[] Private = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    /// <summary>The keys a client registers: all must be public, strong and of a kind we verify.</summary>
    public static Result<PublicKey[]> Register(string json) => Read(json, everyKey: true);

    /// <summary>The keys a provider publishes: those we cannot use are passed over.</summary>
    public static Result<PublicKey[]> Published(string json) => Read(json, everyKey: false);

    private static Result<PublicKey[]> Read(string json, bool everyKey)
    {
        if (json.Length > MostCharacters && everyKey) return Bad($"A key set has at most {MostCharacters} characters.");
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array)
                return Bad("A key set is a JSON object with the member 'keys'.");
            return Read(list, everyKey);
        }
        catch (JsonException)
        {
            return Bad("The key set is not JSON.");
        }
    }

    private static Result<PublicKey[]> Read(JsonElement list, bool everyKey)
    {
        var keys = new List<PublicKey>();
        foreach (var item in list.EnumerateArray())
        {
            var key = ReadKey(item);
            if (key.IsOk) keys.Add(key.Value);
            else if (everyKey) return key.Error;
            if (keys.Count > MostKeys) return Bad($"A key set has at most {MostKeys} keys.");
        }
        return keys.Count > 0 ? keys.ToArray() : Bad("The key set has no key that can be used.");
    }

    private static Result<PublicKey> ReadKey(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object) return Bad("A key is a JSON object.");
        if (Private.Any(name => key.TryGetProperty(name, out _))) return Bad("The key set holds a private key: it is no longer private. Make a new pair and register its public half.");
        if (Text(key, "use") is not (null or "sig")) return Bad("A key for anything but signatures (use 'sig') cannot be registered.");
        try
        {
            return (Text(key, "kty"), Text(key, "crv")) switch
            {
                ("EC", "P-256") => Curve(key),
                ("RSA", _) => Rsa(key),
                _ => Bad("A key is EC on P-256 (ES256) or RSA (RS256, PS256)."),
            };
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return Bad("A key of the set is not a valid key.");
        }
    }

    private static Result<PublicKey> Curve(JsonElement key)
    {
        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } };
        using var valid = ECDsa.Create(parameters);
        return new CurveKey(Text(key, "kid"), parameters);
    }

    private static Result<PublicKey> Rsa(JsonElement key)
    {
        var parameters = new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") };
        using var valid = RSA.Create(parameters);
        if (valid.KeySize is < LeastRsaBits or > MostRsaBits) return Bad($"An RSA key has {LeastRsaBits} to {MostRsaBits} bits.");
        return new RsaKey(Text(key, "kid"), parameters);
    }

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(Text(key, name) ?? throw new FormatException(name));

    private static string? Text(JsonElement key, string name) => key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Error Bad(string message) => new("BAD_KEYS", message);
}
