namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Signs requests the venue's way. Pure: everything that changes is in the stamp, so a vector can be reproduced.</summary>
public interface IVenueSigner
{
    /// <summary>The request with its authentication added.</summary>
    VenueRequest Sign(VenueRequest request, VenueCredentials credentials, SigningStamp stamp);
}

/// <summary>What a signature depends on besides request and key.</summary>
/// <param name="Time">The venue's time.</param>
/// <param name="Nonce">Strictly rising per key; 0 for venues without one.</param>
/// <param name="Authority">Host (and port) called.</param>
/// <param name="Random">Random hex, where a token wants one.</param>
public readonly record struct SigningStamp(DateTimeOffset Time, long Nonce, string Authority, string Random)
{
    internal static async ValueTask<SigningStamp> NextAsync(
        NonceUnit unit, VenueCredentials credentials, VenueContext context, VenueClock clock, string authority, CancellationToken cancellationToken)
    {
        var time = clock.GetUtcNow();
        var random = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        if (unit == NonceUnit.None) return new SigningStamp(time, 0, authority, random);
        var floor = unit == NonceUnit.Milliseconds ? time.ToUnixTimeMilliseconds() : (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return new SigningStamp(time, await context.Nonces.NextAsync(KeyFingerprint.Of(credentials.Key), floor, cancellationToken), authority, random);
    }
}

/// <summary>The unit a venue's nonces are by convention in; a key never goes back to a smaller one.</summary>
public enum NonceUnit
{
    /// <summary>No nonce.</summary>
    None = 0,

    /// <summary>Unix milliseconds.</summary>
    Milliseconds,

    /// <summary>Unix microseconds.</summary>
    Microseconds,
}
