using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken;

/// <summary>
/// HMAC-SHA512 keyed with the decoded secret over path and SHA-256(nonce ++ body); the nonce stands in the body too.
/// Kraken, "Spot REST authentication".
/// </summary>
internal sealed class KrakenSigner : IVenueSigner
{
    /// <inheritdoc/>
    public VenueRequest Sign(VenueRequest request, VenueCredentials credentials, SigningStamp stamp)
    {
        if (!request.Path.StartsWith("/0/", StringComparison.Ordinal)) return SignFutures(request, credentials, stamp.Nonce.ToString(CultureInfo.InvariantCulture));
        var nonce = NonceOf(request.BodyText) ?? stamp.Nonce.ToString(CultureInfo.InvariantCulture);
        var body = NonceOf(request.BodyText) is not null ? request.BodyText : Join("nonce=" + nonce, request.BodyText);
        return (request with { Body = body })
            .WithHeader("API-Key", credentials.Key)
            .WithHeader("API-Sign", Signature(request.Path, nonce, body, credentials.SecretToSign()));
    }

    /// <summary>Kraken Futures: SHA-256(data ++ nonce ++ path without "/derivatives").</summary>
    private static VenueRequest SignFutures(VenueRequest request, VenueCredentials credentials, string nonce)
    {
        var path = request.Path.StartsWith("/derivatives", StringComparison.Ordinal) ? request.Path["/derivatives".Length..] : request.Path;
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(request.QueryText + request.BodyText + nonce + path));
        var signature = Convert.ToBase64String(Digests.HmacSha512OfBase64(credentials.SecretToSign(), digest));
        return request.WithHeader("APIKey", credentials.Key).WithHeader("Nonce", nonce).WithHeader("Authent", signature);
    }

    internal static string Signature(string path, string nonce, string body, Secret secret)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(nonce + body));
        return Convert.ToBase64String(Digests.HmacSha512OfBase64(secret, [.. Encoding.UTF8.GetBytes(path), .. digest]));
    }

    private static string? NonceOf(string body)
    {
        foreach (var pair in body.Split('&'))
        {
            if (pair.StartsWith("nonce=", StringComparison.Ordinal)) return pair[6..];
        }

        return null;
    }

    private static string Join(string first, string rest) => rest.Length == 0 ? first : first + "&" + rest;
}
