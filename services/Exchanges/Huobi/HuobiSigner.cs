using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>
/// HMAC-SHA256 over verb, lower-case host, path and the canonical query: every parameter sorted by its bytes, values percent-encoded with upper-case hex.
/// A GET signs its business parameters too; a POST body is not signed.
/// </summary>
internal sealed class HuobiSigner : IVenueSigner, IStreamSigner
{
    /// <inheritdoc/>
    public VenueRequest Sign(VenueRequest request, VenueCredentials credentials, SigningStamp stamp)
    {
        ImmutableArray<KeyValuePair<string, string>> query =
        [
            .. new KeyValuePair<string, string>[] { new("AccessKeyId", credentials.Key), new("SignatureMethod", "HmacSHA256"), new("SignatureVersion", "2"), new("Timestamp", Time(stamp.Time)) }
                .Concat(request.Query).OrderBy(parameter => parameter.Key, StringComparer.Ordinal),
        ];
        return request with { Query = query.Add(new("Signature", Sign(credentials.SecretToSign(), request.Method.Method, stamp.Authority, request.Path, Canonical(query)))) };
    }

    /// <inheritdoc/>
    public string Login(string path, VenueCredentials credentials, SigningStamp stamp) => HuobiMessages.Login(credentials, new Uri($"wss://{stamp.Authority}{path}"), stamp.Time);

    /// <summary>The signature of a stream login: version 2.1, lower-camel names.</summary>
    public static string SignStream(string key, Secret secret, string host, string path, DateTimeOffset now) =>
        Sign(secret, "GET", host, path, Canonical([new("accessKey", key), new("signatureMethod", "HmacSHA256"), new("signatureVersion", "2.1"), new("timestamp", Time(now))]));

    /// <summary>A time as the venue wants it: UTC seconds without zone.</summary>
    public static string Time(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Parameters sorted by ASCII and percent-encoded.</summary>
    internal static string Canonical(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));

    private static string Sign(Secret secret, string method, string host, string path, string query) =>
        Convert.ToBase64String(Digests.HmacSha256(secret, $"{method}\n{host.ToLowerInvariant()}\n{path}\n{query}"));
}
