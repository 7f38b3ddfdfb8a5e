namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Ranks from 1; equal items share the mean of their ranks.</summary>
internal static class Ranks
{
    public static double[] Of(double[] items)
    {
        var sorted = (double[])items.Clone();
        var order = Enumerable.Range(0, items.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[items.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            for (var k = start; k < end; k++) ranks[order[k]] = 0.5 * (start + end + 1);
        }

        return ranks;
    }
}
