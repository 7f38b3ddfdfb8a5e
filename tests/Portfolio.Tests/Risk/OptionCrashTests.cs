using System.Collections.Concurrent;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Risk.Derivatives;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Sandbox;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

/// <summary>Wallets of options against the sandbox's venue, which knows nothing of the product: it searches by its own formula for the price of the coin at which its own rule is broken.</summary>
public sealed class OptionCrashTests
{
    private const int Seeds = 100;
    private const string Venue = "deribit", Coin = "BTC";
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, double> NoVolatility = [];

    [Fact]
    public void In_a_hundred_crashes_the_predicted_price_is_the_venues_and_the_warning_comes_before_its_rule_is_broken()
    {
        var runs = new ConcurrentDictionary<int, (TimeSpan Lead, int Compared)>();
        Parallel.For(1, Seeds + 1, seed => runs[seed] = new Crash(seed).Run());

        Assert.Equal(Seeds, runs.Count);
        Assert.All(runs, run => Assert.True(run.Value.Lead > TimeSpan.Zero, $"seed {run.Key}: warned {run.Value.Lead} before"));
        Assert.All(runs, run => Assert.True(run.Value.Compared >= 5, $"seed {run.Key}: compared {run.Value.Compared} times"));
    }

    /// <summary>A wallet that sold puts or calls until a third of its margin was used, some bought beside them, and a market that goes against it within minutes.</summary>
    private sealed class Crash
    {
        private readonly ManualClock _clock = new(Noon);
        private readonly World _world;
        private readonly MarginWarnings _warnings = new(new RiskLimits().MarginLimit);
        private readonly AccountId _account = new(Guid.CreateVersion7());
        private int _compared;

        public Crash(int seed)
        {
            var random = new Random(seed);
            _world = World.Alone(new SandboxOptions { Seed = seed, Origin = Noon.AddHours(-12).AddDays(-1), Options = true }, Venue, _clock);
            _world.Credit(Venue, AccountNames.Fresh, Coin, random.Next(1, 5));
            var (isPut, now) = (random.Next(2) == 0, _world.Options.Forward(Coin, _world.Now));
            var listed = _world.Options.Listed(_world.Now).Where(c => c.Asset == Coin && (c.Expiry - _world.Now).TotalDays > 2).ToList();
            var sold = listed.Where(c => c.IsCall != isPut && Math.Abs((double)(c.Strike / now) - 1) < 0.2).ToList();
            if (random.Next(2) == 0) Trade(listed[random.Next(listed.Count)], 0.3m);
            for (var i = 0; i < 3; i++)
            {
                var contract = sold[random.Next(sold.Count)];
                while (Ratio() < 0.3m && Trade(contract, -0.1m)) { }
            }

            _world.Shock(Coin, isPut ? 0.3 : 3, null, TimeSpan.FromMinutes(random.Next(10, 25)));
        }

        /// <summary>Goes on second by second until the venue's rule is broken; how long before that the product warned.</summary>
        public (TimeSpan Lead, int Compared) Run()
        {
            DateTimeOffset? warned = null;
            var report = Report();
            for (var second = 1; ; second++)
            {
                Assert.True(second < 3_600, "The market did not go far enough.");
                _clock.Advance(TimeSpan.FromSeconds(1));
                if (second % 60 == 0) report = Report();
                var book = Assert.Single(MarginBook.Of(report, Marks()));
                if (_world.Read(Venue, AccountNames.Fresh, b => b.Options.Equity(Coin, Quote) <= b.Options.Maintenance(Coin, Quote))) return (warned is { } at ? _clock.GetUtcNow() - at : TimeSpan.MinValue, _compared);
                if (second % 10 == 0) Compare(book);
                if (_warnings.Look(book.Name, book.Ratio!.Value) is { Turned: true, IsRaised: true }) warned ??= _clock.GetUtcNow();
            }
        }

        private void Compare(MarginBook book)
        {
            var path = Assert.Single(MarginPaths.Of(book, NoVolatility, 1.0 / 365, _world.Now));
            var told = _world.Read(Venue, AccountNames.Fresh, b => (Below: b.Options.LiquidationPrice(Coin, _world.Options, _world.Now, isFall: true), Above: b.Options.LiquidationPrice(Coin, _world.Options, _world.Now, isFall: false)));
            Same(told.Below, path.Below);
            Same(told.Above, path.Above);
            _compared++;
        }

        /// <summary>The venue's marks have four digits, so its rule turns within two thousandths of where exact ones turn it; where that is far away no nearer than that.</summary>
        private void Same(decimal? venue, double? predicted)
        {
            var now = (double)_world.Options.Forward(Coin, _world.Now);
            if (venue is null || predicted is null) Assert.True((venue is null || Math.Abs(Math.Log((double)venue / now)) > 1) && (predicted is null || Math.Abs(Math.Log(predicted.Value / now)) > 1), $"{predicted}, the venue says {venue}, at {now}");
            else Assert.True(Math.Abs((predicted.Value / (double)venue) - 1) < 0.002, $"{predicted}, the venue says {venue}, at {now}");
        }

        private decimal Ratio() => _world.Read(Venue, AccountNames.Fresh, b => b.Options.Maintenance(Coin, Quote) / b.Options.Equity(Coin, Quote));

        private bool Trade(OptionContract contract, decimal quantity) => _world.Trade(Venue, AccountNames.Fresh, new OptionOrder(contract.Name, quantity));

        private OptionQuote Quote(OptionContract contract) => _world.Options.Quote(contract, _world.Now);

        private DerivativeReport Report() => _world.Read(Venue, AccountNames.Fresh, b => new DerivativeReport(
            _account, Venue, _world.Now, [.. b.Options.Open.Select(Fact)],
            [new CollateralFact(Coin, b.Balance(Coin), b.Balance(Coin)) { Equity = b.Options.Equity(Coin, Quote), Maintenance = b.Options.Maintenance(Coin, Quote), SoldOptionShare = Quantity.Parse("0.075") }]));

        private Dictionary<(string, string), Mark> Marks() => _world.Read(Venue, AccountNames.Fresh, b => b.Options.Open.ToDictionary(p => (Venue, p.Contract.Name), p =>
        {
            var quote = Quote(p.Contract);
            return new Mark(quote.Mark, null, null, _world.Now) { UnderlyingPrice = quote.Forward, Volatility = quote.Volatility / 100 };
        }));

        private DerivativeFact Fact(OptionPosition p)
        {
            var quote = Quote(p.Contract);
            return new(p.Contract.Name, p.Contract.Name, "Option", Coin, Coin, Coin, p.Quantity, p.Average, quote.Mark)
            {
                Option = new OptionFact(p.Contract.IsCall, p.Contract.Strike, p.Contract.Expiry, quote.Forward, quote.Volatility / 100),
            };
        }
    }
}
