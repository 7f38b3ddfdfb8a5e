using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>Adds the bearer token to a request. Keys are read once per secret: the public half of an Edwards key costs as much as a signature.</summary>
internal sealed class CoinbaseKeySigner : IVenueSigner
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The secret is no key; sessions check that before they send.</exception>
    public VenueRequest Sign(VenueRequest request, VenueCredentials credentials, SigningStamp stamp)
    {
        if (credentials.Passphrase is { IsEmpty: false }) return CoinbaseExchangeSigner.Sign(request, credentials, stamp.Time);
        var token = For(credentials).Token(request.Method.Method, stamp.Authority + request.Path, stamp.Time, stamp.Random);
        return request.WithHeader("Authorization", "Bearer " + token);
    }

    /// <summary>The token maker of a key.</summary>
    /// <exception cref="ArgumentException">The secret is no key.</exception>
    public static CoinbaseSigner For(VenueCredentials credentials) =>
        new(credentials.Key, credentials.SecretToSign().Once(Read));

    /// <summary>Why a secret is no key, or null when it is one.</summary>
    public static Error? Refuse(VenueCredentials credentials)
    {
        var key = CoinbaseKey.Parse(credentials.Secret);
        if (key.IsOk) key.Value.Dispose();
        return key.Error;
    }

    private static CoinbaseKey Read(Secret secret)
    {
        var key = CoinbaseKey.Parse(secret);
        return key.IsOk ? key.Value : throw new ArgumentException(key.Error.Message, nameof(secret));
    }
}
