using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Coinbase;

/// <summary>
/// The venue's limits: v3 private 30 calls a second per user, v3 public 10 a second per address, v2 10,000 an hour per key, stream messages 8 a second and address.
/// The windows of the per-second gates are a little longer, because the venue counts arrivals and the network bunches them.
/// </summary>
internal static class CoinbaseLimits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1.08);
    private static readonly RateLimit PrivateRule = new(RateLimitShape.SlidingWindow, 30, Second);
    private static readonly RateLimit PublicRule = new(RateLimitShape.SlidingWindow, 10, Second);
    private static readonly RateLimit WalletRule = new(RateLimitShape.SlidingWindow, 10_000, TimeSpan.FromHours(1));
    private static readonly RateLimit StreamRule = new(RateLimitShape.SlidingWindow, 8, Second);

    /// <summary>What a public v3 call costs.</summary>
    public static ImmutableArray<RateCost> Public { get; } = [new("coinbase:ip", PublicRule, 1)];

    /// <summary>What opening a stream with its subscriptions costs.</summary>
    public static ImmutableArray<RateCost> Stream { get; } = [new("coinbase:stream", StreamRule, 3)];

    /// <summary>What a private v3 call costs a key.</summary>
    public static ImmutableArray<RateCost> Private(string key) => [new($"coinbase:v3:{KeyFingerprint.Of(key)}", PrivateRule, 1)];

    /// <summary>What a v2 call costs a key.</summary>
    public static ImmutableArray<RateCost> Wallet(string key) => [new($"coinbase:v2:{KeyFingerprint.Of(key)}", WalletRule, 1)];
}
