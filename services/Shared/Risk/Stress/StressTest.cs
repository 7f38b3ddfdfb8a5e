namespace PortfolioPlatform.Risk.Stress;

/// <summary>Applies scenarios to a book.</summary>
public static class StressTest
{
    /// <summary>The profit (negative: loss) of each exposure, then of each contract, in the book's currency. An asset without a beta moves one to one with the market; contracts are worth anew. A venue that fails owes what is left of all that lies there, debts and lost contracts set off, and pays the recovery; what is owed to it stays owed.</summary>
    public static double[] Profits(IReadOnlyList<Exposure> book, Scenario scenario, IReadOnlyDictionary<string, double>? betas = null, IReadOnlyList<ContractExposure>? contracts = null)
    {
        IReadOnlyList<ContractExposure> open = contracts ?? [];
        double[] before = [.. book.Select(e => e.Worth), .. open.Select(c => c.Worth)];
        double[] after = [.. book.Select(e => e.Worth * (1 + Shock(e.Asset, e.IsStablecoin, scenario, betas))), .. open.Select(c => Under(c, scenario, betas).Worth)];
        if (scenario.FailedVenues is { Count: > 0 } failed) Fail([.. book.Select(e => e.Venue), .. open.Select(c => c.Venue)], after, failed, scenario.Recovery);
        for (var i = 0; i < after.Length; i++) after[i] -= before[i];
        return after;
    }

    /// <summary>The loss of the whole book as a fraction of its net worth, positive.</summary>
    public static double Loss(IReadOnlyList<Exposure> book, Scenario scenario, IReadOnlyDictionary<string, double>? betas = null, IReadOnlyList<ContractExposure>? contracts = null)
    {
        var worth = book.Sum(e => e.Worth) + (contracts?.Sum(c => c.Worth) ?? 0);
        return worth == 0 ? double.NaN : -Profits(book, scenario, betas, contracts).Sum() / worth;
    }

    /// <summary>A contract after the shocks of a scenario.</summary>
    public static ContractExposure Under(ContractExposure contract, Scenario scenario, IReadOnlyDictionary<string, double>? betas = null) => contract.After(
        Shock(contract.Underlying, isStablecoin: false, scenario, betas), Shock(contract.Quote, contract.IsQuoteStable, scenario, betas), Shock(contract.Settle, contract.IsSettleStable, scenario, betas));

    /// <summary>Shocks of factors become shocks of assets: Σ betaᵢₖ·factorₖ, never below −100 %.</summary>
    public static Scenario FromFactors(string name, IReadOnlyDictionary<string, double[]> betas, ReadOnlySpan<double> factors)
    {
        var shocks = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (asset, loadings) in betas) shocks[asset] = Math.Max(-1, System.Numerics.Tensors.TensorPrimitives.Dot(loadings, factors));
        return new(name, shocks);
    }

    private static void Fail(string[] venues, double[] after, IReadOnlySet<string> failed, double recovery)
    {
        foreach (var venue in failed)
        {
            var owed = 0.0;
            for (var i = 0; i < after.Length; i++) owed += venues[i] == venue ? after[i] : 0;
            if (owed <= 0) continue; // A debt to the failed venue stays a debt.
            for (var i = 0; i < after.Length; i++) after[i] *= venues[i] == venue ? recovery : 1;
        }
    }

    private static double Shock(string asset, bool isStablecoin, Scenario scenario, IReadOnlyDictionary<string, double>? betas)
    {
        if (scenario.Shocks.TryGetValue(asset, out var shock)) return shock;
        return isStablecoin ? 0 : Math.Max(-1, scenario.Market * (betas?.GetValueOrDefault(asset, 1) ?? 1));
    }
}
