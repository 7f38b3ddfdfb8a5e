using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Bitfinex;

/// <summary>
/// The venue counts calls per address and endpoint in a minute and tells nothing about it: private endpoints 90, tickers, candles and status 30, tables 90 together;
/// streams 5 connections in 15 seconds (private host) and 20 a minute (public host). Because it counts arrivals, the windows of the gates are half a second longer than its minute;
/// and because it tells nothing and bans at once, a few calls stay free for one that was held up on its way.
/// </summary>
internal static class BitfinexLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60.5);
    private static readonly RateLimit PrivateRule = new(RateLimitShape.SlidingWindow, 85, Minute);
    private static readonly RateLimit PublicRule = new(RateLimitShape.SlidingWindow, 28, Minute);

    /// <summary>Opening the private stream.</summary>
    public static ImmutableArray<RateCost> PrivateStream { get; } = [new("bitfinex:ws", new RateLimit(RateLimitShape.SlidingWindow, 5, TimeSpan.FromSeconds(15)), 1)];

    /// <summary>Opening a public stream.</summary>
    public static ImmutableArray<RateCost> PublicStream { get; } = [new("bitfinex:ws-pub", new RateLimit(RateLimitShape.SlidingWindow, 20, TimeSpan.FromMinutes(1)), 1)];

    /// <summary>A private call.</summary>
    public static ImmutableArray<RateCost> Private(string endpoint) => [new($"bitfinex:{endpoint}", PrivateRule, 1)];

    /// <summary>A public call.</summary>
    public static ImmutableArray<RateCost> Public(string endpoint) => [new($"bitfinex:{endpoint}", PublicRule, 1)];
}
