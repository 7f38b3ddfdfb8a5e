using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Deribit;

/// <summary>The venue counts credits per account: a call costs 500 of 50,000, and 10,000 come back each second; the transaction log is one call a second with bursts of ten.</summary>
internal static class DeribitLimits
{
    private static readonly RateLimit Credits = new(RateLimitShape.LeakyBucket, 90, TimeSpan.FromSeconds(5));
    private static readonly RateLimit Log = new(RateLimitShape.LeakyBucket, 9, TimeSpan.FromSeconds(10));

    /// <summary>A call.</summary>
    public static ImmutableArray<RateCost> Call { get; } = [new("deribit:credits", Credits, 1)];

    /// <summary>A page of the transaction log.</summary>
    public static ImmutableArray<RateCost> LogPage { get; } = [new("deribit:credits", Credits, 1), new("deribit:log", Log, 1)];
}
