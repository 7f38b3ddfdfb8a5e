using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Deribit;

/// <summary>
/// HMAC-SHA256, lower-case hex. Requests carry it in <c>Authorization: deri-hmac-sha256</c> over time, nonce, method, path with query and body; the grant
/// <c>client_signature</c> (which tells the key's scope, and logs streams in) over time, nonce and an empty text.
/// </summary>
internal sealed class DeribitSigner : IVenueSigner, IStreamSigner
{
    /// <inheritdoc/>
    public VenueRequest Sign(VenueRequest request, VenueCredentials credentials, SigningStamp stamp)
    {
        var time = Milliseconds(stamp);
        if (request.Path == DeribitEndpoints.AuthPath)
            return request.With("client_id", credentials.Key).With("timestamp", time).With("nonce", stamp.Random).With("signature", Grant(credentials.SecretToSign(), time, stamp.Random));
        var uri = request.Query.IsEmpty ? request.Path : request.Path + "?" + request.QueryText;
        var signature = Sign(credentials.SecretToSign(), time, stamp.Random, request.Method.Method, uri, request.BodyText);
        return request.WithHeader("Authorization", $"deri-hmac-sha256 id={credentials.Key},ts={time},nonce={stamp.Random},sig={signature}");
    }

    /// <inheritdoc/>
    public string Login(string path, VenueCredentials credentials, SigningStamp stamp) => DeribitMessages.Login(credentials, Milliseconds(stamp), stamp.Random);

    /// <summary>The signature of a request.</summary>
    public static string Sign(Secret secret, string time, string nonce, string method, string uri, string body) => Hmac(secret, $"{time}\n{nonce}\n{method}\n{uri}\n{body}\n");

    /// <summary>The signature of a grant.</summary>
    public static string Grant(Secret secret, string time, string nonce) => Hmac(secret, $"{time}\n{nonce}\n");

    private static string Milliseconds(SigningStamp stamp) => stamp.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static string Hmac(Secret secret, string text) => Convert.ToHexStringLower(Digests.HmacSha256(secret, text));
}
