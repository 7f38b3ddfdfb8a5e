namespace PortfolioPlatform.Accounting.Transfers;

/// <summary>
/// Finds transfers between own accounts: a chain transaction proves one, a pair that nothing else fits is taken, everything doubtful is only suggested.
/// Pure: the same entries give the same matches in whatever order they come.
/// </summary>
public static class TransferMatching
{
    /// <summary>Pairs withdrawals with deposits, at most one automatic match each.</summary>
    public static IReadOnlyList<TransferMatch> Find(IEnumerable<TransferCandidate> left, IEnumerable<TransferCandidate> arrived, TransferRules rules)
    {
        var outs = left.OrderBy(c => c.Key).ToArray();
        var ins = arrived.OrderBy(c => c.Key).ToArray();
        var pairs = Pairs(outs, ins, rules);
        var proven = Mutual(pairs.Where(p => p.Hash && p.Exact).ToArray()).Select(p => p.As(TransferEvidence.Hash, "same chain transaction, asset and amount")).ToArray();
        var taken = proven.SelectMany(m => new[] { m.Left, m.Arrived }).ToHashSet();
        var open = pairs.Where(p => !taken.Contains(p.Left.Key) && !taken.Contains(p.Arrived.Key)).ToArray();
        var unique = Mutual(open).Where(p => p.Exact && !p.Hash).Select(p => p.As(TransferEvidence.Unique, "the only pair of this asset, amount and time")).ToArray();
        taken.UnionWith(unique.SelectMany(m => new[] { m.Left, m.Arrived }));
        var rest = open.Where(p => !taken.Contains(p.Left.Key) && !taken.Contains(p.Arrived.Key))
            .Select(p => p.As(TransferEvidence.Suggested, p.Exact ? "one of several pairs of this amount and time" : "amounts differ by what may be a network fee"));
        return [.. proven, .. unique, .. rest];
    }

    /// <summary>Every pair that is possible at all. Deposits are searched by asset and time, so the work grows with the entries, not with their square.</summary>
    private static List<Pair> Pairs(TransferCandidate[] outs, TransferCandidate[] ins, TransferRules rules)
    {
        var byAsset = ins.GroupBy(c => c.Asset).ToDictionary(g => g.Key, g => g.OrderBy(c => c.Time).ToArray());
        var found = new List<Pair>();
        foreach (var left in outs)
        {
            if (!byAsset.TryGetValue(left.Asset, out var candidates)) continue;
            for (var i = FirstFrom(candidates, left.Time - rules.ClockTolerance); i < candidates.Length && candidates[i].Time <= left.Time + rules.LongestWay; i++)
                if (Pair.Of(left, candidates[i], rules) is { } pair)
                    found.Add(pair);
        }

        return found;
    }

    private static int FirstFrom(TransferCandidate[] sorted, DateTimeOffset time)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].Time < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Pairs of which neither side fits anything else.</summary>
    private static IEnumerable<Pair> Mutual(IReadOnlyCollection<Pair> pairs)
    {
        var outs = pairs.CountBy(p => p.Left.Key).ToDictionary();
        var ins = pairs.CountBy(p => p.Arrived.Key).ToDictionary();
        return pairs.Where(p => outs[p.Left.Key] == 1 && ins[p.Arrived.Key] == 1);
    }
}
