namespace PortfolioPlatform.Risk.Performance;

/// <summary>Which part of the book's return each asset, or each venue, earned.</summary>
public static class Contribution
{
    /// <summary>Links wₜᵢ·rₜᵢ over time so that the parts add up to the compounded return exactly. Source: D. Cariño, "Combining attribution effects over time", J. Performance Measurement 3 (1999).</summary>
    /// <param name="parts">One row a period: each part's weight at its start times its return.</param>
    public static double[] Linked(IReadOnlyList<double[]> parts)
    {
        double[] period = [.. parts.Select(p => p.Sum())];
        var total = period.Aggregate(1.0, (growth, r) => growth * (1 + r)) - 1;
        var linked = new double[parts.Count == 0 ? 0 : parts[0].Length];
        for (var t = 0; t < parts.Count; t++)
        {
            var factor = Factor(period[t]) / Factor(total);
            for (var i = 0; i < linked.Length; i++) linked[i] += parts[t][i] * factor;
        }

        return linked;
    }

    private static double Factor(double r) => Math.Abs(r) < 1e-10 ? 1 - (r / 2) : Math.Log(1 + r) / r;
}
