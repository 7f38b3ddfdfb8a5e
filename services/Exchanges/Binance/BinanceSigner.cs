using System.Globalization;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>
/// Signature over the percent-encoded query directly followed by the form body: HMAC-SHA256 in hex, or Ed25519 or RSA (PKCS#1 v1.5, SHA-256) in base64
/// when the secret is a PEM key. Binance, "Request security".
/// </summary>
internal sealed class BinanceSigner : IVenueSigner, IStreamSigner
{
    private const string Window = "5000";

    /// <inheritdoc/>
    public VenueRequest Sign(VenueRequest request, VenueCredentials credentials, SigningStamp stamp)
    {
        var stamped = Complete(request, stamp.Time);
        return stamped
            .With("signature", Signature(stamped.QueryText + stamped.BodyText, credentials.SecretToSign()))
            .WithHeader("X-MBX-APIKEY", credentials.Key);
    }

    /// <inheritdoc/>
    public string Login(string path, VenueCredentials credentials, SigningStamp stamp)
    {
        var parameters = SignStream(credentials, stamp.Time)
            .Select(pair => pair.Key == "timestamp" ? $"\"{pair.Key}\":{pair.Value}" : $"\"{pair.Key}\":\"{JsonEncodedText.Encode(pair.Value)}\"");
        return "{\"id\":\"1\",\"method\":\"userDataStream.subscribe.signature\",\"params\":{" + string.Join(',', parameters) + "}}";
    }

    /// <summary>The parameters of a signed WebSocket API request: all of them, sorted by name, with their signature.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> SignStream(VenueCredentials credentials, DateTimeOffset time)
    {
        KeyValuePair<string, string>[] parameters = [new("apiKey", credentials.Key), new("timestamp", Milliseconds(time))];
        return [.. parameters, new("signature", Signature(StreamPayload(parameters), credentials.SecretToSign()))];
    }

    /// <summary>The text that a WebSocket request signs.</summary>
    internal static string StreamPayload(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal).Select(parameter => $"{parameter.Key}={parameter.Value}"));

    /// <summary>The signature of a payload.</summary>
    internal static string Signature(string payload, Secret secret)
    {
        if (!secret.Utf8.StartsWith("-----BEGIN"u8)) return Convert.ToHexStringLower(Digests.HmacSha256(secret, payload));
        return Convert.ToBase64String(secret.Once(BinanceKey.Read).Sign(Encoding.UTF8.GetBytes(payload)));
    }

    private static VenueRequest Complete(VenueRequest request, DateTimeOffset time)
    {
        if (!Has(request, "recvWindow") && !Has(request, "timestamp")) request = request.With("recvWindow", Window);
        return Has(request, "timestamp") ? request : request.With("timestamp", Milliseconds(time));
    }

    private static bool Has(VenueRequest request, string name) => request.Query.Any(parameter => parameter.Key == name) || request.BodyText.Split('&').Any(pair => pair.StartsWith(name + "=", StringComparison.Ordinal));

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
