using PortfolioPlatform.Risk.Derivatives;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.Derivatives;

public sealed class OptionTests
{
    [Fact]
    public void Worth_equals_the_reference()
    {
        foreach (var r in Expected.GetProperty("options").Rows()) Close(r[7], BlackScholes.Of(new OptionTerms(r[0] == 1, r[1], r[2], r[3], r[4], r[5], r[6])).Worth);
    }

    [Fact]
    public void A_call_less_a_put_is_the_forward_less_the_strike()
    {
        foreach (var o in Any(300))
        {
            double call = BlackScholes.Of(o with { Call = true }).Worth, put = BlackScholes.Of(o with { Call = false }).Worth;
            var forward = (o.Spot * Math.Exp((o.Carry - o.Rate) * o.Years)) - (o.Strike * Math.Exp(-o.Rate * o.Years));
            Assert.InRange(call - put - forward, -1e-12 * (o.Spot + o.Strike), 1e-12 * (o.Spot + o.Strike));
        }
    }

    [Fact]
    public void Greeks_equal_finite_differences()
    {
        foreach (var o in Any(200))
        {
            var greeks = BlackScholes.Of(o);
            var scale = o.Spot;
            Near(greeks.Delta, Slope(x => BlackScholes.Of(o with { Spot = x }).Worth, o.Spot), 1);
            Near(greeks.Gamma * scale, scale * Slope(x => BlackScholes.Of(o with { Spot = x }).Delta, o.Spot), 5);
            Near(greeks.Vega / scale, Slope(x => BlackScholes.Of(o with { Volatility = x }).Worth, o.Volatility) / scale, 1);
            Near(-greeks.Theta / scale, Slope(x => BlackScholes.Of(o with { Years = x }).Worth, o.Years) / scale, 10);
            Near(greeks.Rho / scale, Slope(x => BlackScholes.Of(o with { Rate = x, Carry = o.OnFuture ? 0 : x }).Worth, o.Rate) / scale, 1);
        }
    }

    [Fact]
    public void The_implied_volatility_of_a_worth_is_the_volatility_it_was_made_with()
    {
        foreach (var o in Any(300))
        {
            var worth = BlackScholes.Of(o).Worth;
            var intrinsic = Math.Max(0, (o.Call ? 1 : -1) * ((o.Spot * Math.Exp((o.Carry - o.Rate) * o.Years)) - (o.Strike * Math.Exp(-o.Rate * o.Years))));
            if (worth - intrinsic < 1e-6 * o.Spot) continue; // Less than a millionth: the digits of the worth do not hold it.
            Close(o.Volatility, ImpliedVolatility.Of(o, worth)!.Value, 1e-7);
        }
    }

    [Fact]
    public void What_no_volatility_explains_has_none()
    {
        var option = OptionTerms.OnSpot(true, 100, 90, 0.5, 0.3);
        Assert.Null(ImpliedVolatility.Of(option, 9.99));
        Assert.Null(ImpliedVolatility.Of(option, 100.01));
        Assert.Null(ImpliedVolatility.Of(option with { Years = 0 }, 12));
    }

    [Fact]
    public void At_expiry_an_option_is_worth_what_it_pays()
    {
        Assert.Equal(10, BlackScholes.Of(OptionTerms.OnForward(true, 100, 90, 0, 0.5)).Worth);
        Assert.Equal(0, BlackScholes.Of(OptionTerms.OnForward(false, 100, 90, 0, 0.5)).Worth);
    }

    [Fact]
    public void Positions_add_up_by_underlying()
    {
        var options = new[] { OptionTerms.OnForward(true, 100, 90, 0.2, 0.5), OptionTerms.OnForward(false, 100, 90, 0.2, 0.5) };
        var each = new Greeks[2];
        BlackScholes.Of(options, each);
        var sums = Greeks.ByUnderlying([("BTC", 2, each[0]), ("BTC", -2, each[1]), ("ETH", 1, each[0])]);
        Close(2, sums["BTC"].Delta); // Long calls and short puts of one strike are the forward.
        Close(each[0].Vega, sums["ETH"].Vega);
    }

    private static IEnumerable<OptionTerms> Any(int count)
    {
        var random = new Random(17);
        for (var i = 0; i < count; i++)
        {
            var spot = Math.Exp(random.NextDouble() * 12);
            double strike = spot * Math.Exp(random.NextDouble() - 0.5), years = 0.02 + (2 * random.NextDouble()), volatility = 0.1 + (1.5 * random.NextDouble()), rate = 0.1 * random.NextDouble();
            yield return i % 2 == 0 ? OptionTerms.OnSpot(i % 4 == 0, spot, strike, years, volatility, rate) : OptionTerms.OnForward(i % 4 == 1, spot, strike, years, volatility, rate);
        }
    }

    private static double Slope(Func<double, double> f, double at)
    {
        var h = 1e-4 * Math.Max(Math.Abs(at), 0.01);
        return ((8 * (f(at + h) - f(at - h))) - (f(at + (2 * h)) - f(at - (2 * h)))) / (12 * h);
    }

    private static void Near(double expected, double actual, double unit) => Assert.InRange(actual - expected, -1e-6 * unit * Math.Max(1, Math.Abs(expected)), 1e-6 * unit * Math.Max(1, Math.Abs(expected)));
}
