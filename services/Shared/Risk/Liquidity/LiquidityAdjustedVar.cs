using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.Liquidity;

/// <summary>What it costs and how long it takes to get out.</summary>
public static class LiquidityAdjustedVar
{
    /// <summary>VaR plus half the worst spread: ½·(mean + k·sd of the relative spread), as a fraction of value. Source: A. Bangia, F. Diebold, T. Schuermann, J. Stroughair, "Modeling liquidity risk", Risk 12 (1999).</summary>
    public static double WithSpread(double valueAtRisk, double meanSpread, double spreadDeviation, double multiple = 3) => valueAtRisk + (0.5 * (meanSpread + (multiple * spreadDeviation)));

    /// <summary>VaR of a position sold evenly over so many periods: × √((n + 1)(2n + 1)/(6n)). Source: P. Jorion, Value at Risk (2007), ch. 13.</summary>
    public static double OverLiquidation(double valueAtRisk, int periods) => valueAtRisk * Stretch(periods);

    /// <summary>√((n + 1)(2n + 1)/(6n)): what selling evenly over n periods makes of a deviation.</summary>
    public static double Stretch(int periods) => Math.Sqrt((periods + 1.0) * ((2.0 * periods) + 1) / (6.0 * periods));

    /// <summary>Periods to sell a position when only a share of the traded volume may be ours.</summary>
    public static int Periods(double units, double volumePerPeriod, double participation = 0.1) =>
        volumePerPeriod <= 0 || participation <= 0 ? int.MaxValue : Math.Max(1, (int)Math.Ceiling(Math.Min(1e9, Math.Abs(units) / (volumePerPeriod * participation))));

    /// <summary>Normal VaR of a book whose exposures were stretched by the time each takes to sell: −(Σwᵢμᵢ + z·√(x′Σx)), x the stretched weights. With nothing stretched it is the normal VaR.</summary>
    /// <param name="weights">Fractions of value.</param>
    /// <param name="stretched">The same, each times its stretch.</param>
    /// <param name="means">Mean returns of a period.</param>
    /// <param name="covariance">Of a period.</param>
    /// <param name="level">Confidence.</param>
    public static double Stretched(ReadOnlySpan<double> weights, ReadOnlySpan<double> stretched, ReadOnlySpan<double> means, SquareMatrix covariance, double level)
    {
        var mean = 0.0;
        for (var i = 0; i < weights.Length; i++) mean += weights[i] * means[i];
        return ParametricVar.Normal(mean, Math.Sqrt(Math.Max(0, covariance.Form(stretched))), level).ValueAtRisk;
    }

    /// <summary>What closing a position into one side of a book costs, as a fraction of its worth at the middle, and the share of it that the book takes. What is beyond the last level is counted at the last level's price, so it costs at least that.</summary>
    /// <param name="units">Size, whichever side.</param>
    /// <param name="mid">Middle of the best bid and ask.</param>
    /// <param name="side">Bids for what is held, asks for what is owed; the best first.</param>
    /// <returns>Not a number when the side is empty.</returns>
    public static (double Slippage, double Filled) CloseInto(double units, double mid, IReadOnlyList<(double Level, double Units)> side)
    {
        double left = Math.Abs(units), paid = 0;
        if (side.Count == 0 || left == 0) return left == 0 ? (0, 1) : (double.NaN, 0);
        foreach (var (level, depth) in side)
        {
            var taken = Math.Min(left, depth);
            paid += taken * level;
            left -= taken;
            if (left <= 0) break;
        }

        paid += left * side[^1].Level;
        return (Math.Abs(1 - (paid / (Math.Abs(units) * mid))), 1 - (left / Math.Abs(units)));
    }

    /// <summary>The cost of selling into a book of bids, as a fraction of the mid worth, and the share of the units it can take.</summary>
    /// <param name="units">To sell.</param>
    /// <param name="mid">Middle of the best bid and ask.</param>
    /// <param name="bids">Best first: what is bid, and for how many units.</param>
    public static (double Slippage, double Filled) SellInto(double units, double mid, IReadOnlyList<(double Bid, double Units)> bids)
    {
        double left = units, received = 0;
        foreach (var (bid, depth) in bids)
        {
            var taken = Math.Min(left, depth);
            received += taken * bid;
            left -= taken;
            if (left <= 0) break;
        }

        var sold = units - left;
        return sold > 0 ? (1 - (received / (sold * mid)), sold / units) : (double.NaN, 0);
    }
}
