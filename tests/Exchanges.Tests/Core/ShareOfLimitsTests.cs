using PortfolioPlatform.Binance;
using PortfolioPlatform.Bitfinex;
using PortfolioPlatform.Coinbase;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Huobi;
using PortfolioPlatform.Kraken;

namespace PortfolioPlatform.Exchanges.Tests.Core;

/// <summary>The gates against the limits the venues document, which are written down here once more: hardly slower, and never over.</summary>
public sealed class ShareOfLimitsTests
{
    private const int Calls = 1_500;
    private static readonly TimeSpan Spread = TimeSpan.FromMilliseconds(60);

    /// <summary>Venue, what a page of history costs there, what fits at once, and how fast that comes back.</summary>
    public static TheoryData<string, double, double, double> Documented() => new()
    {
        { "binance", 20, 6_000, 6_000 / 60.0 },
        { "kraken", 2, 20, 0.5 },
        { "coinbase", 1, 30, 30 },
        { "bitfinex", 1, 90, 90 / 60.0 },
        { "huobi", 1, 5, 5 / 2.0 },
        { "huobi", 1, 20, 20 / 2.0 },
    };

    [Theory]
    [MemberData(nameof(Documented))]
    [Trait("Pain", "22")]
    public async Task A_long_history_takes_at_most_a_tenth_longer_than_the_venue_permits(string venue, double weight, double capacity, double perSecond)
    {
        var sent = await SendAsync(CostOf(venue, (int)capacity));

        var permitted = ((Calls * weight) - capacity) / perSecond;
        Assert.InRange((sent[^1] - sent[0]).TotalSeconds, 0, permitted * 1.1);
    }

    [Theory]
    [InlineData("coinbase", 30, 1)]
    [InlineData("bitfinex", 90, 60)]
    [InlineData("huobi", 5, 2)]
    [InlineData("huobi", 20, 2)]
    [Trait("Pain", "22")]
    public async Task However_unevenly_calls_arrive_no_window_holds_more_than_the_venue_permits(string venue, int capacity, int window)
    {
        var random = new Random(7);
        var sent = await SendAsync(CostOf(venue, capacity));

        var arrived = sent.Select(at => at + (Spread * random.NextDouble())).Order().ToList();

        Assert.All(arrived.Skip(capacity).Zip(arrived), pair => Assert.True(pair.First - pair.Second >= TimeSpan.FromSeconds(window)));
    }

    private static RateCost CostOf(string venue, int capacity) => venue switch
    {
        "binance" => BinanceEndpoints.MyTrades("BTCUSDT", 0).Costs.Single(),
        "kraken" => new KrakenAllowance("key").Cost(2),
        "coinbase" => CoinbaseLimits.Private("key").Single(),
        "bitfinex" => BitfinexLimits.Private("trades").Single(),
        _ => HuobiLimits.Private("history", capacity, "key").Single(),
    };

    /// <summary>When the gate lets each of many calls go, on a clock that costs no time.</summary>
    private static async Task<List<DateTimeOffset>> SendAsync(RateCost cost)
    {
        var clock = new ManualClock();
        var budget = new InProcessRateBudget(clock);
        var sent = new List<DateTimeOffset>();
        while (sent.Count < Calls)
        {
            var wait = await budget.TryTakeAsync(cost.Budget, cost.Limit, cost.Weight, CancellationToken.None);
            if (wait > TimeSpan.Zero) clock.Advance(wait);
            else sent.Add(clock.GetUtcNow());
        }

        return sent;
    }
}
