namespace PortfolioPlatform.Risk.Stress;

/// <summary>Applies scenarios to a book.</summary>
public static class StressTest
{
    /// <summary>The profit (negative: loss) of each exposure, in the book's currency. An asset without a beta moves one to one with the market; a venue's failure takes what the shock left.</summary>
    public static double[] Profits(IReadOnlyList<Exposure> book, Scenario scenario, IReadOnlyDictionary<string, double>? betas = null)
    {
        var profits = new double[book.Count];
        for (var i = 0; i < profits.Length; i++)
        {
            var exposure = book[i];
            var left = exposure.Worth * (1 + Shock(exposure, scenario, betas));
            if (left > 0 && scenario.FailedVenues?.Contains(exposure.Venue) == true) left *= scenario.Recovery; // A debt to the failed venue stays a debt.
            profits[i] = left - exposure.Worth;
        }

        return profits;
    }

    /// <summary>The loss of the whole book as a fraction of its net worth, positive.</summary>
    public static double Loss(IReadOnlyList<Exposure> book, Scenario scenario, IReadOnlyDictionary<string, double>? betas = null)
    {
        var worth = book.Sum(e => e.Worth);
        return worth == 0 ? double.NaN : -Profits(book, scenario, betas).Sum() / worth;
    }

    /// <summary>Shocks of factors become shocks of assets: Σ betaᵢₖ·factorₖ, never below −100 %.</summary>
    public static Scenario FromFactors(string name, IReadOnlyDictionary<string, double[]> betas, ReadOnlySpan<double> factors)
    {
        var shocks = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (asset, loadings) in betas) shocks[asset] = Math.Max(-1, System.Numerics.Tensors.TensorPrimitives.Dot(loadings, factors));
        return new(name, shocks);
    }

    private static double Shock(Exposure exposure, Scenario scenario, IReadOnlyDictionary<string, double>? betas)
    {
        if (scenario.Shocks.TryGetValue(exposure.Asset, out var shock)) return shock;
        if (exposure.IsStablecoin) return 0;
        return Math.Max(-1, scenario.Market * (betas?.GetValueOrDefault(exposure.Asset, 1) ?? 1));
    }
}
