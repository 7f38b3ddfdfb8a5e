using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Kraken;

/// <summary>
/// The private counter of one key. The API does not tell the account's tier: the intermediate one is assumed, and given up for the starter tier
/// the first time the venue says that the counter ran over.
/// </summary>
internal sealed class KrakenAllowance(string key)
{
    private static readonly RateLimit Starter = new(RateLimitShape.LeakyBucket, 15, TimeSpan.FromSeconds(45));
    private static readonly RateLimit Intermediate = new(RateLimitShape.LeakyBucket, 20, TimeSpan.FromSeconds(40));

    private readonly string _budget = "kraken:key:" + KeyFingerprint.Of(key)[..16];
    private volatile RateLimit _limit = Intermediate;

    /// <summary>What a call takes.</summary>
    public RateCost Cost(int weight) => new(_budget, _limit, weight);

    /// <summary>Notices that the counter ran over.</summary>
    public ImmutableArray<BudgetClosing> Notice(VenueResponse response)
    {
        if (KrakenErrors.Read(response) is { Type: VenueErrorType.RateLimited }) _limit = Starter;
        return [];
    }
}
