namespace PortfolioPlatform.Risk.Liquidity;

/// <summary>What it costs and how long it takes to get out.</summary>
public static class LiquidityAdjustedVar
{
    /// <summary>VaR plus half the worst spread: ½·(mean + k·sd of the relative spread), as a fraction of value. Source: A. Bangia, F. Diebold, T. Schuermann, J. Stroughair, "Modeling liquidity risk", Risk 12 (1999).</summary>
    public static double WithSpread(double valueAtRisk, double meanSpread, double spreadDeviation, double multiple = 3) => valueAtRisk + (0.5 * (meanSpread + (multiple * spreadDeviation)));

    /// <summary>VaR of a position sold evenly over so many periods: × √((n + 1)(2n + 1)/(6n)). Source: P. Jorion, Value at Risk (2007), ch. 13.</summary>
    public static double OverLiquidation(double valueAtRisk, int periods) => valueAtRisk * Math.Sqrt((periods + 1.0) * ((2.0 * periods) + 1) / (6.0 * periods));

    /// <summary>Periods to sell a position when only a share of the traded volume may be ours.</summary>
    public static int Periods(double units, double volumePerPeriod, double participation = 0.1) =>
        volumePerPeriod <= 0 || participation <= 0 ? int.MaxValue : Math.Max(1, (int)Math.Ceiling(Math.Min(1e9, Math.Abs(units) / (volumePerPeriod * participation))));

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
