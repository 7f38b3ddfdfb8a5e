using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>HMAC-SHA384 over path, nonce and the exact bytes of the body; lower-case hex. The query is not signed.</summary>
internal sealed class BitfinexSigner : IVenueSigner, IStreamSigner
{
    /// <inheritdoc/>
    public VenueRequest Sign(VenueRequest request, VenueCredentials credentials, SigningStamp stamp) => request
        .WithHeader("bfx-apikey", credentials.Key)
        .WithHeader("bfx-nonce", stamp.Nonce.ToString(CultureInfo.InvariantCulture))
        .WithHeader("bfx-signature", Sign(credentials.SecretToSign(), request.Path.TrimStart('/'), stamp.Nonce, request.BodyText));

    /// <inheritdoc/>
    public string Login(string path, VenueCredentials credentials, SigningStamp stamp) => BitfinexMessages.Login(credentials, stamp.Nonce);

    /// <summary>The signature of a REST request.</summary>
    /// <param name="secret">The API secret.</param>
    /// <param name="path">From the version on, without leading slash: <c>v2/auth/r/wallets</c>.</param>
    /// <param name="nonce">Strictly rising per key.</param>
    /// <param name="body">The body as sent.</param>
    public static string Sign(Secret secret, string path, long nonce, string body) => Hmac(secret, $"/api/{path}{nonce}{body}");

    /// <summary>What is signed to log in to the stream.</summary>
    public static string StreamPayload(long nonce) => $"AUTH{nonce}";

    /// <summary>The signature of a stream login.</summary>
    public static string SignStream(Secret secret, long nonce) => Hmac(secret, StreamPayload(nonce));

    private static string Hmac(Secret secret, string text) => Convert.ToHexStringLower(Digests.HmacSha384(secret, text));
}
