using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Exchanges.Core;

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
        var nonce = NonceOf(request.BodyText) ?? stamp.Nonce.ToString(CultureInfo.InvariantCulture);
        var body = NonceOf(request.BodyText) is not null ? request.BodyText : Join("nonce=" + nonce, request.BodyText);
        return (request with { Body = body })
            .WithHeader("API-Key", credentials.Key)
            .WithHeader("API-Sign", Signature(request.Path, nonce, body, credentials.Secret.Reveal()));
    }

    internal static string Signature(string path, string nonce, string body, string secret)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(nonce + body));
        return Convert.ToBase64String(Digests.HmacSha512(Convert.FromBase64String(secret), [.. Encoding.UTF8.GetBytes(path), .. digest]));
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
