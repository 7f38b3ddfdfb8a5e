namespace PortfolioPlatform.MarketData.Prices;

/// <summary>What several venues agree on.</summary>
/// <param name="Usd">US dollars per unit.</param>
/// <param name="At">Youngest tick in it.</param>
/// <param name="Source">Path it was made over.</param>
/// <param name="Confirmed">Whether more than one venue, or a majority, says so.</param>
internal readonly record struct Consensus(decimal Usd, DateTimeOffset At, string Source, bool Confirmed)
{
    /// <summary>The median of the candidates that are not outliers. Pure.</summary>
    /// <param name="candidates">At least one.</param>
    /// <param name="previous">The last accepted price, or null: of two that disagree the nearer one is believed.</param>
    /// <param name="rules">Bands.</param>
    public static Consensus Of(List<Candidate> candidates, decimal? previous, PriceRules rules)
    {
        if (candidates.Count == 1) return From(candidates, confirmed: false);
        var center = Median(candidates);
        if (candidates.Count == 2)
        {
            if (Math.Abs(candidates[0].Usd - candidates[1].Usd) <= 2 * rules.Band * center) return From(candidates, confirmed: true);
            var anchor = previous ?? center;
            return From([candidates.MinBy(c => Math.Abs(c.Usd - anchor))], confirmed: false);
        }

        var deviation = Deviation(candidates, center);
        var limit = Math.Max(rules.Band * center, rules.DeviationFactor * deviation);
        return From(candidates.FindAll(c => Math.Abs(c.Usd - center) <= limit), confirmed: true);
    }

    // Several markets of one venue are one opinion.
    private static Consensus From(List<Candidate> kept, bool confirmed) =>
        new(Median(kept), kept.Max(c => c.At), Describe(kept), confirmed && kept.Exists(c => c.Venue != kept[0].Venue));

    private static decimal Deviation(List<Candidate> candidates, decimal center)
    {
        var distances = candidates.ConvertAll(c => Math.Abs(c.Usd - center));
        distances.Sort();
        return distances[distances.Count / 2];
    }

    private static decimal Median(List<Candidate> candidates)
    {
        if (candidates.Count == 1) return candidates[0].Usd;
        candidates.Sort((a, b) => a.Usd.CompareTo(b.Usd));
        var middle = candidates.Count / 2;
        return candidates.Count % 2 == 1 ? candidates[middle].Usd : (candidates[middle - 1].Usd + candidates[middle].Usd) / 2;
    }

    private static string Describe(List<Candidate> kept)
    {
        var via = kept[0].Via;
        var path = via == PriceGraph.Usd || kept.Exists(c => c.Via != via) ? "" : $" via {via}";
        return kept.Count == 1 ? kept[0].Venue + path : $"median of {kept.Count}{path}";
    }
}
