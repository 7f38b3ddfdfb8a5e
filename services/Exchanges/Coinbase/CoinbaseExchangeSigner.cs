using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Coinbase;

/// <summary>
/// Coinbase Exchange (the institutional product; a key with a passphrase): HMAC-SHA256 keyed with the decoded secret over Unix seconds, method, path with
/// query, and body; base64.
/// </summary>
internal static class CoinbaseExchangeSigner
{
    /// <summary>The request with its authentication headers.</summary>
    public static VenueRequest Sign(VenueRequest request, VenueCredentials credentials, DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var target = request.Query.Length > 0 ? request.Path + "?" + request.QueryText : request.Path;
        var text = System.Text.Encoding.UTF8.GetBytes(seconds + request.Method.Method + target + request.BodyText);
        var signature = Digests.HmacSha256OfBase64(credentials.SecretToSign(), text);
        return request
            .WithHeader("CB-ACCESS-KEY", credentials.Key)
            .WithHeader("CB-ACCESS-PASSPHRASE", credentials.Passphrase!.Reveal())
            .WithHeader("CB-ACCESS-TIMESTAMP", seconds)
            .WithHeader("CB-ACCESS-SIGN", Convert.ToBase64String(signature));
    }
}
