using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Ledger;

namespace PortfolioPlatform.Tax.Figures;

/// <summary>What withdrawals that nobody explained would realise: nothing if the units are still own, or what a payment, a gift or a loss of them does. Each as if all open ones were the same.</summary>
internal static class OpenMovements
{
    private static readonly EventClass[] Possible = [EventClass.Payment, EventClass.GiftOut, EventClass.Loss];

    /// <summary>The range of gains by row id; rows that are not open are missing.</summary>
    public static IReadOnlyDictionary<string, EffectRange> Ranges(EntityLedger ledger)
    {
        var open = ledger.Filed.Current.Rows.Where(r => r.More?.ToVenue == LedgerRows.Unresolved).Select(r => ledger.Filed.Current.Ids[r.Id]).ToHashSet(StringComparer.Ordinal);
        var ranges = open.ToDictionary(id => id, _ => new EffectRange(Quantity.Zero, Quantity.Zero), StringComparer.Ordinal);
        var options = ledger.Settings.Options(null);
        // Without a computation of the whole there is no range either: its own error says why.
        if (open.Count == 0 || !options.IsOk || !ledger.Whole().IsOk) return ranges;
        foreach (var gains in Possible.Select(p => Gains(ledger, options.Value, p, open)))
            foreach (var (id, gain) in gains) ranges[id] = ranges[id].With(gain);
        return ranges;
    }

    private static Dictionary<string, Quantity> Gains(EntityLedger ledger, TaxOptions options, EventClass @class, HashSet<string> open)
    {
        var rows = ledger.Filed.Current.Rows.ConvertAll(r => r.More?.ToVenue == LedgerRows.Unresolved ? r with { Class = @class, More = r.More with { ToVenue = null } } : r);
        var outcome = TaxComputation.OfAll(options, rows, ledger.Filed.Current.Ids).Outcome();
        var gains = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var piece in outcome.Result.Rows.Where(p => p.Disposal >= 0 && open.Contains(outcome.Ids[p.Disposal])))
            gains[outcome.Ids[piece.Disposal]] = gains.GetValueOrDefault(outcome.Ids[piece.Disposal]) + piece.GainNet;
        return gains;
    }
}

/// <summary>From the least to the most that something can realise.</summary>
internal sealed record EffectRange(Quantity Least, Quantity Most)
{
    public EffectRange With(Quantity gain) => new(gain < Least ? gain : Least, gain > Most ? gain : Most);
}
