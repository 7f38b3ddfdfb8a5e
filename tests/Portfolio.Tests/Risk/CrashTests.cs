using System.Collections.Concurrent;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Risk.Derivatives;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Sandbox;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

/// <summary>The product's margins against the sandbox's venue, which knows nothing of them: it takes positions over when its own rule says so, and searches its prices step by step.</summary>
public sealed class CrashTests
{
    private const int Seeds = 100;
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("binance")]
    [InlineData("bitfinex")]
    public void In_a_hundred_crashes_the_predicted_price_is_the_venues_to_a_step_and_the_warning_comes_before_the_liquidation(string venue)
    {
        var leads = new ConcurrentDictionary<int, TimeSpan>();
        Parallel.For(1, Seeds + 1, seed => leads[seed] = new Crash(venue, seed).Run());

        Assert.Equal(Seeds, leads.Count);
        Assert.All(leads, lead => Assert.True(lead.Value > TimeSpan.Zero, $"seed {lead.Key}: warned {lead.Value} before"));
    }

    /// <summary>A world of its own: a long or a short, crossed or isolated, with or without others beside it, and a market that goes against it within minutes.</summary>
    private sealed class Crash
    {
        private readonly string _venue;
        private readonly ManualClock _clock = new(Noon);
        private readonly Random _random;
        private readonly World _world;
        private readonly MarginWarnings _warnings = new(new RiskLimits().MarginLimit);
        private readonly AccountId _account = new(Guid.CreateVersion7());
        private readonly ConcurrentDictionary<string, PerpetualContract> _contracts = new(StringComparer.Ordinal);
        private DerivativeReport _report;
        private int _compared;

        public Crash(string venue, int seed)
        {
            (_venue, _random) = (venue, new Random(seed));
            _world = World.Alone(new SandboxOptions { Seed = seed, Origin = Noon.AddHours(-12).AddDays(-1) }, _venue, _clock);
            var (wallet, size, isLong, isIsolated) = (_random.Next(1_000, 60_000), _random.Next(3, 9), _random.Next(2) == 0, _random.Next(3) == 0 || venue == "bitfinex");
            _world.Credit(_venue, AccountNames.Main, "USDT", wallet);
            Assert.True(_world.Move(_venue, AccountNames.Main, wallet));
            if (_random.Next(2) == 0) Trade("ETH", wallet * (_random.NextDouble() - 0.5), 20, isIsolated: false);
            if (_random.Next(3) == 0) Trade("SOL", wallet * 0.1, 3, isIsolated: true);
            Trade("BTC", (isLong ? 1 : -1) * wallet * size * (isIsolated ? 0.5 : 0.8), isIsolated ? size : 20, isIsolated);
            _world.Shock("BTC", isLong ? Math.Max(0.15, 1 - (1.6 / size)) : 1 + (2.2 / size), null, TimeSpan.FromMinutes(_random.Next(5, 16)));
            _report = Report();
        }

        /// <summary>Goes on second by second until the venue takes the position over; how long before that the product warned.</summary>
        public TimeSpan Run()
        {
            DateTimeOffset? warned = null;
            for (var second = 1; ; second++)
            {
                Assert.True(second < 3_600, "The market did not go far enough.");
                _clock.Advance(TimeSpan.FromSeconds(1));
                if (second % 60 == 0) _report = Report();
                var marks = _report.Positions.ToDictionary(p => (_venue, p.Contract), p => new Mark(Price(p.Contract), null, null, _world.Now));
                if (!IsOpen()) return warned is { } at ? _clock.GetUtcNow() - at : TimeSpan.MinValue;
                foreach (var book in MarginBook.Of(_report, marks))
                {
                    if (second % 15 == 0) Compare(book);
                    var (stands, turned) = _warnings.Look(book.Name, book.Group!.Ratio);
                    if (turned && stands && book.Positions.Any(p => p.Fact.Underlying == "BTC")) warned ??= _clock.GetUtcNow();
                }
            }
        }

        private void Compare(MarginBook book)
        {
            for (var i = 0; i < book.Positions.Count; i++)
            {
                var fact = book.Positions[i].Fact;
                var told = Told(fact.Contract);
                var predicted = book.LiquidationPrice(i);
                if (told == 0) Assert.True(predicted is null || predicted < (double)Contract(fact.Contract).Market.Tick || predicted > 90 * (double)Price(fact.Contract), $"{fact.Contract}: {predicted}, the venue names none");
                else Assert.True(Math.Abs(predicted!.Value - (double)told) <= (double)Contract(fact.Contract).Market.Tick * 1.0001, $"{fact.Contract}: {predicted}, the venue says {told}");
                _compared++;
            }

            Assert.True(_compared > 0);
        }

        private void Trade(string coin, double usd, int leverage, bool isIsolated)
        {
            var contract = Contract(coin + "USDT");
            var quantity = decimal.Round((decimal)(usd / _world.Prices.UsdAt(coin, _world.Now)), contract.Market.LotDecimals);
            if (quantity != 0) Assert.True(_world.Trade(_venue, AccountNames.Main, new PerpetualOrder(contract.Name, quantity, leverage, isIsolated)), $"{coin} {quantity}");
        }

        private DerivativeReport Report() => _world.Read(_venue, AccountNames.Main, book => new DerivativeReport(
            _account, _venue, _world.Now, [.. book.Perpetuals.Open.Select(Fact)], [new CollateralFact("USDT", book.Perpetuals.Wallet, book.Perpetuals.CrossWallet)]));

        private DerivativeFact Fact(PerpetualPosition p)
        {
            var contract = p.Contract.Market.Base + p.Contract.Market.Quote;
            return new(contract, contract, "Perpetual", p.Contract.Market.Base, "USDT", "USDT", p.Quantity, p.Entry, _world.Prices.Mark(p.Contract.Market, _world.Now))
            {
                IsIsolated = p.IsIsolated, IsolatedWallet = p.IsolatedWallet, PriceStep = p.Contract.IsAlwaysIsolated ? null : p.Contract.Market.Tick, Tiers = [.. p.Contract.Tiers.Select(t => new MarginTierFact(t.Floor, t.Rate, t.Deduction))],
            };
        }

        private bool IsOpen() => _world.Read(_venue, AccountNames.Main, book => book.Perpetuals.Open.Any(p => p.Contract.Market.Base == "BTC"));

        private decimal Told(string contract) => _world.Read(_venue, AccountNames.Main, book =>
        {
            var position = book.Perpetuals.Open.Single(p => p.Contract == Contract(contract));
            return book.Perpetuals.GroupOf(position, c => _world.Prices.Mark(c.Market, _world.Now)).LiquidationPrice(position);
        });

        private decimal Price(string contract) => _world.Read(_venue, AccountNames.Main, _ => _world.Prices.Mark(Contract(contract).Market, _world.Now));

        private PerpetualContract Contract(string contract) => _contracts.GetOrAdd(contract, name => _world.Read(_venue, AccountNames.Main, book => book.Profile.Perpetuals.Single(c => c.Market.Base + c.Market.Quote == name)));
    }
}
