using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PortfolioPlatform.Coinbase;

/// <summary>
/// The bearer token of one request: a JWT over method, host and path, valid for two minutes. The query and the body are not signed.
/// Claims as the official client sends them (coinbase-advanced-py, jwt_generator.py).
/// </summary>
internal sealed class CoinbaseSigner(string keyId, CoinbaseKey key)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The token of a REST request.</summary>
    /// <param name="method">Verb in capitals.</param>
    /// <param name="hostAndPath">Host and path without scheme and query.</param>
    /// <param name="now">The venue's time.</param>
    /// <param name="nonce">Hex that is new in each token; null draws one.</param>
    public string Token(string method, string hostAndPath, DateTimeOffset now, string? nonce = null) => Build($"{method} {hostAndPath}", now, nonce);

    /// <summary>The token of a WebSocket subscription: the same without a <c>uri</c> claim.</summary>
    public string StreamToken(DateTimeOffset now, string? nonce = null) => Build(null, now, nonce);

    private string Build(string? uri, DateTimeOffset now, string? nonce)
    {
        var seconds = now.ToUnixTimeSeconds();
        var header = Part(json =>
        {
            json.WriteString("alg", key.Algorithm);
            json.WriteString("typ", "JWT");
            json.WriteString("kid", keyId);
            json.WriteString("nonce", nonce ?? RandomNumberGenerator.GetHexString(32, lowercase: true));
        });
        var payload = Part(json =>
        {
            json.WriteString("sub", keyId);
            json.WriteString("iss", "cdp");
            json.WriteNumber("nbf", seconds);
            json.WriteNumber("exp", seconds + 120);
            if (uri is not null) json.WriteString("uri", uri);
        });
        var text = $"{header}.{payload}";
        return $"{text}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Part(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Base64Url.EncodeToString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
