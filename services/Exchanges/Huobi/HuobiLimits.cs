using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Huobi;

/// <summary>The venue counts calls per user and endpoint in two seconds, market data per address in one. All calls of a window are used, in a window a little longer than the venue's, because it counts arrivals.</summary>
internal static class HuobiLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2.15);

    /// <summary>A public call.</summary>
    public static ImmutableArray<RateCost> Public { get; } = [new("huobi:ip", new RateLimit(RateLimitShape.SlidingWindow, 700, TimeSpan.FromSeconds(1)), 1)];

    /// <summary>Opening a private stream.</summary>
    public static ImmutableArray<RateCost> Stream { get; } = [new("huobi:ws", new RateLimit(RateLimitShape.SlidingWindow, 50, TimeSpan.FromSeconds(1)), 4)];

    /// <summary>A private call.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="perWindow">Calls in two seconds.</param>
    /// <param name="key">The key.</param>
    public static ImmutableArray<RateCost> Private(string endpoint, int perWindow, string key) =>
        [new($"huobi:{endpoint}:{KeyFingerprint.Of(key)}", new RateLimit(RateLimitShape.SlidingWindow, perWindow, Window), 1)];
}
