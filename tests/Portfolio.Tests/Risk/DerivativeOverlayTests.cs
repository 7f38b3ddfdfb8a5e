using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

/// <summary>Derivatives in the figures of a book: a position must move it as the position itself moves.</summary>
public sealed class DerivativeOverlayTests
{
    private const double Bitcoin = 62_000;
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly AssetId Btc = new("btc"), Usdt = new("usdt"), Usd = new("fiat:usd");

    [Fact]
    public void A_short_perpetual_as_large_as_the_coin_takes_its_risk_away()
    {
        var hedge = new DerivativeFact("BTCUSDT", "BTCUSDT", "Perpetual", "BTC", "USDT", "USDT", -1, 62_000, 62_000);
        var (hedged, bare) = (Covered([hedge]), Covered([]));

        Assert.Equal([0.0, 1.0], hedged.Weights, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.True(VarOf(hedged) < 1e-9 && VarOf(bare) > 0.01, $"{VarOf(hedged)} and {VarOf(bare)}");
        Assert.Equal(new DerivativeCoverage(1, 0, 0), hedged.Coverage().Derivatives);
    }

    [Fact]
    public void Profit_is_worth_and_the_exposure_adds_nothing_to_it()
    {
        var won = new DerivativeFact("BTCUSDT", "BTCUSDT", "Perpetual", "BTC", "USDT", "USDT", 1, 52_000, 62_000);

        var book = Covered([won]);

        // A coin, as much tether, ten thousand won: 134,000; two coins' worth moves like bitcoin, the rest is owed in tether.
        Assert.Equal([124_000 / 134_000.0, 10_000 / 134_000.0], book.Weights, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(134_000, book.Snapshot.Assets.Sum(a => a.Worth!.Value), 1e-6);
    }

    [Fact]
    public void An_option_moves_the_book_by_delta_and_half_its_gamma_times_the_square()
    {
        var call = OptionFigureTests.Option("BTC-14MAY26-60000-C", isCall: true, "2", "0.09");
        var value = OptionFigureTests.Figures(OptionFigureTests.Report(call), []).Single();

        var book = Covered([call]);

        var path = book.Returns.Portfolio(book.Weights);
        var bitcoin = book.Returns.Columns[0];
        var worth = 2 * Bitcoin + (2 * 0.09 * Bitcoin);
        for (var i = 0; i < path.Length; i++)
        {
            var move = bitcoin[i] * Bitcoin;
            Assert.Equal((move + (value.Delta * move) + (0.5 * value.Gamma * move * move)) / worth, path[i], 1e-12);
        }

        Assert.Equal(["BTC", "USDT", "USD", "BTC gamma"], book.Assets.Select(a => a.Symbol));
        Assert.Equal(["BTC", "USDT", "USD"], BookRisk.Correlation(book, new Stamp(1, 1), Now).Symbols.ToArray());
        Assert.Equal(new DerivativeCoverage(0, 1, 0), book.Coverage().Derivatives);
    }

    [Fact]
    public void What_has_no_price_is_left_out_and_said()
    {
        var unknown = new DerivativeFact("XYZUSDT", "XYZUSDT", "Perpetual", "XYZ", "USDT", "USDT", 1, 1, 1);

        Assert.Equal(new DerivativeCoverage(0, 0, 1), Covered([unknown]).Coverage().Derivatives);
    }

    [Fact]
    public void The_failure_of_a_venue_takes_what_lies_there_and_not_the_size_of_a_contract()
    {
        var twice = new DerivativeFact("BTCUSDT", "BTCUSDT", "Perpetual", "BTC", "USDT", "USDT", 1, 62_000, 62_000);

        var failed = BookRisk.Stress(Covered([twice]).Snapshot).Single(s => s.Scenario.Contains("fails", StringComparison.Ordinal));

        Assert.Equal(1, failed.Loss!.Value, 1e-12);
    }

    private static CoveredBook Covered(DerivativeFact[] positions)
    {
        var values = OptionFigureTests.Figures(OptionFigureTests.Report(positions), []);
        var overlay = DerivativeOverlay.Of(values, (_, symbol) => symbol switch { "BTC" => Btc, "USDT" => Usdt, "USD" => Usd, _ => null }, asset => asset == Btc ? Bitcoin : 1);
        var at = new Places(new Dictionary<string, double> { ["binance"] = 1 });
        var held = new List<HeldAsset> { new(Btc, "BTC", "crypto", Bitcoin, Bitcoin, true, at), new(Usdt, "USDT", "stablecoin", Bitcoin, 1, true, at) };
        if (overlay.Assets.Contains(Usd)) held.Add(new(Usd, "USD", "fiat", 0, 1, true, at));
        return CoveredBook.Of(new BookSnapshot(default, default, Usd, Now, [.. held.Select(overlay.On)]) { Derivatives = overlay.Coverage }, Prices());
    }

    private static double VarOf(CoveredBook book) => BookRisk.Exposures(book, new Stamp(1, 1), Now).Normal[0].Var!.Value;

    private static PriceGrid Prices()
    {
        var (grid, random, price) = (PriceGrid.Ending(Now, TimeSpan.FromDays(1), 200), new Random(5), Bitcoin);
        for (var row = 0; row < grid.Rows; row++)
        {
            grid.Put(Btc, grid.At(row), price *= 1 + (0.04 * (random.NextDouble() - 0.5)));
            grid.Put(Usdt, grid.At(row), 1);
        }

        return grid;
    }
}
