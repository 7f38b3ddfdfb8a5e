using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Kraken;

/// <summary>
/// Kraken's limits. The private counter is the starter tier's (15, decays by one every three seconds), because the API does not tell the tier and
/// every account has at least that. Ledger and trade history calls cost 2.
/// </summary>
internal static class KrakenLimits
{
    private static readonly RateLimit Private = new(RateLimitShape.LeakyBucket, 15, TimeSpan.FromSeconds(45));
    private static readonly RateLimit Public = new(RateLimitShape.LeakyBucket, 1, TimeSpan.FromSeconds(1));
    private static readonly RateLimit Connects = new(RateLimitShape.SlidingWindow, 150, TimeSpan.FromMinutes(10));

    /// <summary>Cost of a private call.</summary>
    public static RateCost OfKey(string key, int weight) => new("kraken:key:" + KeyFingerprint.Of(key)[..16], Private, weight);

    /// <summary>Cost of a public call: one a second per address and endpoint.</summary>
    public static RateCost OfPublic(string endpoint) => new("kraken:public:" + endpoint, Public, 1);

    /// <summary>Cost of a stream connection.</summary>
    public static RateCost OfConnect() => new("kraken:connect", Connects, 1);
}
