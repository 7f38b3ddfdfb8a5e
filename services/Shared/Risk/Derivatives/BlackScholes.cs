using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>European options in closed form with a cost of carry b: b = r is Black–Scholes, b = 0 Black-76. Source: E. Haug, The Complete Guide to Option Pricing Formulas (2007), ch. 1.1.6 and 2.</summary>
public static class BlackScholes
{
    /// <summary>Worth and Greeks. At expiry, or without volatility, the discounted intrinsic worth of the forward.</summary>
    public static Greeks Of(in OptionTerms o)
    {
        var deviation = o.Volatility * Math.Sqrt(o.Years);
        if (!(deviation > 0)) return Certain(o);
        double carried = o.Spot * Math.Exp((o.Carry - o.Rate) * o.Years), discounted = o.Strike * Math.Exp(-o.Rate * o.Years);
        var d1 = (Math.Log(o.Spot / o.Strike) + (o.Carry * o.Years) + (0.5 * deviation * deviation)) / deviation;
        var d2 = d1 - deviation;
        var sign = o.Call ? 1 : -1;
        double n1 = NormalDistribution.Cumulative(sign * d1), n2 = NormalDistribution.Cumulative(sign * d2), density = NormalDistribution.Density(d1);
        var worth = sign * ((carried * n1) - (discounted * n2));
        var vega = carried * density * Math.Sqrt(o.Years);
        var theta = (-0.5 * vega * o.Volatility / o.Years) - (sign * (((o.Carry - o.Rate) * carried * n1) + (o.Rate * discounted * n2)));
        var rho = o.OnFuture ? -o.Years * worth : sign * o.Years * discounted * n2;
        return new(worth, sign * carried * n1 / o.Spot, carried * density / (o.Spot * o.Spot * deviation), vega, theta, rho);
    }

    /// <summary>Many at once.</summary>
    public static void Of(ReadOnlySpan<OptionTerms> options, Span<Greeks> greeks)
    {
        for (var i = 0; i < options.Length; i++) greeks[i] = Of(options[i]);
    }

    private static Greeks Certain(in OptionTerms o)
    {
        double carry = Math.Exp((o.Carry - o.Rate) * o.Years), discounted = o.Strike * Math.Exp(-o.Rate * o.Years);
        var sign = o.Call ? 1 : -1;
        var worth = sign * ((o.Spot * carry) - discounted);
        return worth > 0 ? new(worth, sign * carry, 0, 0, 0, 0) : default;
    }
}
