using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Valuation;
using PortfolioPlatform.Risk.Derivatives;

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
    public void The_failure_of_a_venue_takes_what_lies_there_and_the_profit_of_its_contracts()
    {
        // Two coins' worth at Binance, ten thousand won in a perpetual at Deribit.
        var snapshot = Covered([new DerivativeFact("BTCUSDT", "BTCUSDT", "Perpetual", "BTC", "USDT", "USDT", 1, 52_000, 62_000)]).Snapshot;

        var losses = BookRisk.Stress(snapshot).Where(s => s.Scenario.EndsWith("fails", StringComparison.Ordinal)).ToDictionary(s => s.Scenario, s => s.Loss!.Value);

        Assert.Equal(["Binance fails", "Deribit fails"], losses.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(124_000 / 134_000.0, losses["Binance fails"], 1e-12);
        Assert.Equal(10_000 / 134_000.0, losses["Deribit fails"], 1e-12);
    }

    [Fact]
    public void Scenarios_make_options_worth_anew_instead_of_following_their_slope()
    {
        var put = OptionFigureTests.Option("BTC-14MAY26-50000-P", isCall: false, "-2", "0.03");
        var terms = OptionTerms.OnForward(false, Bitcoin, 50_000, 0.2, 0.6);
        var snapshot = Covered([put]).Snapshot;

        var covid = BookRisk.Stress(snapshot).Single(s => s.Scenario.StartsWith("COVID", StringComparison.Ordinal)).Loss!.Value;

        var (fallen, worth) = (Bitcoin * 0.63, 124_000 - (2 * 0.03 * Bitcoin));
        var mark = ((0.03 * Bitcoin) + BlackScholes.Of(terms with { Spot = fallen }).Worth - BlackScholes.Of(terms).Worth) / fallen;
        Assert.Equal(((0.37 * Bitcoin) + (2 * ((mark * fallen) - (0.03 * Bitcoin)))) / worth, covid, 1e-9);
        Assert.True(covid > 1.2 * (((0.37 * Bitcoin) * (1 - (2 * BlackScholes.Of(terms).Delta))) / worth), $"{covid}");
    }

    [Fact]
    public void After_the_failure_of_the_venue_of_a_hedge_the_risk_it_took_away_is_back()
    {
        var hedged = Covered([new DerivativeFact("BTCUSDT", "BTCUSDT", "Perpetual", "BTC", "USDT", "USDT", -1, 62_000, 62_000)]);

        var after = RiskAfterwards.Of(hedged, new ScenarioInput("gone", FailedVenues: ["deribit"]));
        var same = RiskAfterwards.Of(hedged, new ScenarioInput("nothing"));

        Assert.Equal((0.0, 0.0), (after.Loss!.Value, same.Loss!.Value));
        Assert.Equal(VarOf(Covered([])), NormalOf(after), 1e-9);
        Assert.True(NormalOf(same) < 1e-9);

        static double NormalOf(RiskAfterItem item) => item.Methods.Single(m => m.Method == "normal").Levels[0].ValueAtRisk!.Value;
    }

    private static CoveredBook Covered(DerivativeFact[] positions)
    {
        var values = OptionFigureTests.Figures(OptionFigureTests.Report(positions), []);
        var overlay = DerivativeOverlay.Of(values, new ContractMarket((_, symbol) => symbol switch { "BTC" => Btc, "USDT" => Usdt, "USD" => Usd, _ => null }, asset => asset == Btc ? Bitcoin : 1, asset => asset != Btc, Now));
        var at = new Places(new Dictionary<string, double> { ["binance"] = 1 });
        var held = new List<HeldAsset> { new(Btc, "BTC", "crypto", Bitcoin, Bitcoin, true, at), new(Usdt, "USDT", "stablecoin", Bitcoin, 1, true, at) };
        if (overlay.Assets.Contains(Usd)) held.Add(new(Usd, "USD", "fiat", 0, 1, true, at));
        return CoveredBook.Of(new BookSnapshot(default, default, Usd, Now, [.. held.Select(overlay.On)]) { Derivatives = overlay.Coverage, Contracts = overlay.Contracts }, Prices());
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
