using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Reconciliation;

/// <summary>A leg that counts, as reconciliation sees it.</summary>
internal sealed record BookedLeg(Guid EntryId, long Number, DateTimeOffset Time, string Code, string Symbol, Quantity Amount);

/// <summary>Compares the sum of all legs with what the venue says. Pure.</summary>
internal static class BalanceComparison
{
    /// <summary>How exactly the instant of a venue's answer is known: fills of that moment may or may not be in it.</summary>
    private static readonly TimeSpan Blur = TimeSpan.FromMinutes(1);

    /// <param name="account">Where.</param>
    /// <param name="asset">Of what.</param>
    /// <param name="legs">All legs that count, in the order of accounting.</param>
    /// <param name="told">What the venue says.</param>
    /// <param name="step">The asset's step: what is below it is rounding.</param>
    /// <param name="agreed">Number of the last row both agreed at.</param>
    /// <param name="at">When the venue said it.</param>
    public static Difference Of(AccountId account, AssetId asset, IReadOnlyList<BookedLeg> legs, Quantity told, Quantity step, long agreed, DateTimeOffset at)
    {
        if (Sums(legs, at).Any(sum => sum == told)) return new(account, asset, told, told, at, "agreed", null, null);
        var booked = legs.Where(l => l.Time <= at).Aggregate(Quantity.Zero, (total, leg) => total + leg.Amount);
        var difference = (told - booked).Abs();
        if (difference < step) return new(account, asset, booked, told, at, "rounding", null, $"{difference} is less than one step of {step}; booked as rounding.");
        var (bad, why) = FirstBad(legs, agreed);
        return new(account, asset, booked, told, at, "issue", bad, why);
    }

    /// <summary>The ledger's balance after each entry near the instant of the answer, and before the first of them.</summary>
    private static IEnumerable<Quantity> Sums(IReadOnlyList<BookedLeg> legs, DateTimeOffset at)
    {
        var running = Quantity.Zero;
        for (var i = 0; i <= legs.Count; i++)
        {
            if (i == legs.Count || legs[i].Time > at - Blur) yield return running;
            if (i < legs.Count) running += legs[i].Amount;
        }
    }

    private static (Guid? Entry, string Why) FirstBad(IReadOnlyList<BookedLeg> legs, long agreed)
    {
        var running = Quantity.Zero;
        foreach (var leg in legs)
        {
            running += leg.Amount;
            if (running.IsNegative) return (leg.EntryId, $"From {leg.Time:u} on more left than ever came: an entry before it is missing.");
        }

        var first = legs.Where(l => l.Number > agreed).MinBy(l => l.Number);
        if (first is null) return (null, "The venue's balance changed without an entry.");
        return (first.EntryId, agreed > 0 ? $"Ledger and venue agreed until row {agreed}; this is the first entry after it." : "Ledger and venue never agreed; this is the first entry.");
    }
}
