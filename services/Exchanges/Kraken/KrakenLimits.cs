using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Kraken;

/// <summary>Kraken's public limits; the private counter is <see cref="KrakenAllowance"/>.</summary>
internal static class KrakenLimits
{
    private static readonly RateLimit Public = new(RateLimitShape.LeakyBucket, 1, TimeSpan.FromSeconds(1));
    private static readonly RateLimit Connects = new(RateLimitShape.SlidingWindow, 150, TimeSpan.FromMinutes(10));

    /// <summary>Cost of a public call: one a second per address and endpoint.</summary>
    public static RateCost OfPublic(string endpoint) => new("kraken:public:" + endpoint, Public, 1);

    /// <summary>Cost of a stream connection.</summary>
    public static RateCost OfConnect() => new("kraken:connect", Connects, 1);
}
