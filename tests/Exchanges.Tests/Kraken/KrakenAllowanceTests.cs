using System.Collections.Frozen;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kraken;

namespace PortfolioPlatform.Exchanges.Tests.Kraken;

public sealed class KrakenAllowanceTests
{
    [Fact]
    [Trait("Pain", "22")]
    public void A_counter_that_ran_over_is_taken_for_the_starter_tier_from_then_on()
    {
        var allowance = new KrakenAllowance("key");
        var answer = new VenueResponse(200, """{"error":["EAPI:Rate limit exceeded"]}"""u8.ToArray(), FrozenDictionary<string, string>.Empty, default);

        Assert.Equal(20, allowance.Cost(2).Limit.Capacity);
        allowance.Notice(answer);

        Assert.Equal((15, 2), (allowance.Cost(2).Limit.Capacity, allowance.Cost(2).Weight));
    }
}
