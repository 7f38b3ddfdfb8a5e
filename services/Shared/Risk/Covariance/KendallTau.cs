namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Kendall's τ_b in O(n log n). Source: W. R. Knight, "A computer method for calculating Kendall's tau with ungrouped data", JASA 61 (1966).</summary>
internal static class KendallTau
{
    public static double Of(double[] x, double[] y)
    {
        var order = Enumerable.Range(0, x.Length).OrderBy(i => x[i]).ThenBy(i => y[i]).ToArray();
        var pairs = order.Select(i => (x[i], y[i])).ToArray();
        var ys = Array.ConvertAll(pairs, p => p.Item2);
        double all = 0.5 * x.Length * (x.Length - 1), tiedX = Ties(Array.ConvertAll(pairs, p => p.Item1)), tiedBoth = Ties(pairs);
        double swaps = Swaps(ys, new double[ys.Length], 0, ys.Length);
        var tiedY = Ties(ys); // Swaps has sorted it.
        return (all - tiedX - tiedY + tiedBoth - (2 * swaps)) / Math.Sqrt((all - tiedX) * (all - tiedY));
    }

    private static double Ties<T>(T[] sorted)
        where T : IEquatable<T>
    {
        double ties = 0, run = 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            run = sorted[i].Equals(sorted[i - 1]) ? run + 1 : 0;
            ties += run;
        }

        return ties;
    }

    private static double Swaps(double[] items, double[] scratch, int start, int end)
    {
        if (end - start < 2) return 0;
        var middle = (start + end) / 2;
        var swaps = Swaps(items, scratch, start, middle) + Swaps(items, scratch, middle, end);
        for (int left = start, right = middle, to = start; to < end; to++)
        {
            if (right >= end || (left < middle && items[left] <= items[right])) scratch[to] = items[left++];
            else
            {
                swaps += middle - left;
                scratch[to] = items[right++];
            }
        }

        Array.Copy(scratch, start, items, start, end - start);
        return swaps;
    }
}
