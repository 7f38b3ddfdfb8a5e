using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>The volatility at which an option is worth what is paid for it.</summary>
public static class ImpliedVolatility
{
    private const double Most = 100; // 10,000 % a year.

    /// <summary>The root, found on the side that is out of the money (by put–call parity), where no intrinsic worth hides the digits, and in the logarithm of the worth.</summary>
    /// <returns>Null when nothing between no volatility and 10,000 % explains what is paid: it lies outside the bounds of arbitrage.</returns>
    public static double? Of(in OptionTerms option, double paid)
    {
        var terms = option;
        double carried = terms.Spot * Math.Exp((terms.Carry - terms.Rate) * terms.Years), discounted = terms.Strike * Math.Exp(-terms.Rate * terms.Years);
        var target = paid;
        if (terms.Call ? carried > discounted : carried < discounted)
        {
            target -= Math.Abs(carried - discounted);
            terms = terms with { Call = !terms.Call };
        }

        if (!(target > 0) || !(terms.Years > 0)) return null;
        var logTarget = Math.Log(target);
        double Miss(double logVolatility) => Math.Log(Math.Max(BlackScholes.Of(terms with { Volatility = Math.Exp(logVolatility) }).Worth, 1e-300)) - logTarget;
        return Root.Between(Miss, Math.Log(1e-6), Math.Log(Most)) is { } root ? Math.Exp(root) : null;
    }
}
