using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Risk.Derivatives;
using PortfolioPlatform.Portfolio.Valuation;
using PortfolioPlatform.Risk.Derivatives;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

public sealed class OptionFigureTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Expiry = Now.AddDays(73);

    [Fact]
    public void Slopes_of_an_option_are_those_of_its_forward_and_volatility_times_its_size()
    {
        var call = Option("BTC-14MAY26-60000-C", isCall: true, "-2", "0.09");

        var value = Figures(Report(call), []).Single();

        var unit = BlackScholes.Of(OptionTerms.OnForward(true, 62_000, 60_000, 0.2, 0.6));
        Assert.Equal(-2 * unit.Delta, value.Delta, 1e-12);
        Assert.Equal(-2 * unit.Gamma, value.Gamma, 1e-15);
        Assert.Equal(-2 * unit.Vega, value.Vega, 1e-6);
        Assert.Equal(("-0.18", "-0.02"), (value.Worth.ToString(), value.Profit.ToString()));
    }

    [Fact]
    public void They_follow_the_forward_and_volatility_of_the_newest_mark()
    {
        var call = Option("BTC-14MAY26-60000-C", isCall: true, "1", "0.09");
        var mark = new Mark(Quantity.Parse("0.12"), null, null, Now.AddMinutes(1)) { UnderlyingPrice = 66_000, Volatility = Quantity.Parse("0.65") };

        var value = Figures(Report(call), new() { [("deribit", call.Contract)] = mark }).Single();

        Assert.Equal(BlackScholes.Of(OptionTerms.OnForward(true, 66_000, 60_000, 0.2, 0.65)).Delta, value.Delta, 1e-12);
        Assert.Equal("0.12", value.Worth.ToString());
    }

    [Fact]
    public void A_wallet_whose_margin_the_venue_says_moves_with_the_marks_of_what_is_in_it()
    {
        var (sold, bought) = (Option("BTC-14MAY26-60000-C", isCall: true, "-2", "0.09"), Option("BTC-14MAY26-50000-P", isCall: false, "1", "0.02"));
        var report = Report(sold, bought) with { Collateral = [new CollateralFact("BTC", 1, 1) { Equity = Quantity.Parse("0.84"), Maintenance = Quantity.Parse("0.33") }] };
        var marks = new Dictionary<(string, string), Mark> { [("deribit", sold.Contract)] = new(Quantity.Parse("0.14"), null, null, Now.AddMinutes(1)) };

        var before = MarginBook.Of(report, new Dictionary<(string, string), Mark>()).Single();
        var after = MarginBook.Of(report, marks).Single();

        Assert.Equal((0.84, 0.33, 0.33 / 0.84), (before.Equity!.Value, before.Maintenance!.Value, before.Ratio!.Value));
        Assert.Equal(0.74, after.Equity!.Value, 1e-12);
        Assert.Equal(0.43, after.Maintenance!.Value, 1e-12);
        Assert.Equal(0.43 / 0.74, after.Ratio!.Value, 1e-12);
        Assert.Null(after.LiquidationPrice(0));
    }

    [Fact]
    public void Without_a_forward_and_a_volatility_nothing_is_guessed()
    {
        var call = Option("BTC-14MAY26-60000-C", isCall: true, "1", "0.09") with { Option = new OptionFact(true, 60_000, Expiry, null, null) };

        Assert.Equal((0.0, 0.0, 0.0), Figures(Report(call), []).Single() is var v ? (v.Delta, v.Gamma, v.Vega) : default);
    }

    internal static DerivativeFact Option(string contract, bool isCall, string quantity, string mark) =>
        new(contract, contract, "Option", "BTC", "BTC", "BTC", Quantity.Parse(quantity), Quantity.Parse("0.08"), Quantity.Parse(mark))
        {
            Option = new OptionFact(isCall, contract.Contains("50000", StringComparison.Ordinal) ? 50_000 : 60_000, Expiry, 62_000, Quantity.Parse("0.6")),
        };

    internal static DerivativeReport Report(params DerivativeFact[] positions) => new(new(Guid.CreateVersion7()), "deribit", Now, [.. positions], []);

    internal static List<DerivativeValue> Figures(DerivativeReport report, Dictionary<(string, string), Mark> marks) =>
        [.. MarginBook.Of(report, marks).SelectMany(b => b.Positions.Select((_, i) => DerivativeFigures.Position(report, b, i, null, Now, new Stamp(1, 1))))];
}
