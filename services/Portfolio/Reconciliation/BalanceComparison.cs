using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Reconciliation;

/// <summary>A leg that counts, as reconciliation sees it.</summary>
internal sealed record BookedLeg(Guid EntryId, long Number, DateTimeOffset Time, string Code, string Symbol, Quantity Amount);

/// <summary>Compares the sum of all legs with what the venue says. Pure.</summary>
internal static class BalanceComparison
{
    /// <param name="account">Where.</param>
    /// <param name="asset">Of what.</param>
    /// <param name="legs">All legs that count, in the order of accounting.</param>
    /// <param name="told">What the venue says.</param>
    /// <param name="agreed">Number of the last row both agreed at.</param>
    /// <param name="at">When the venue said it.</param>
    public static Difference Of(AccountId account, AssetId asset, IReadOnlyList<BookedLeg> legs, Quantity told, long agreed, DateTimeOffset at)
    {
        var sum = legs.Aggregate(Quantity.Zero, (total, leg) => total + leg.Amount);
        if (sum == told) return new(account, asset, sum, told, at, "agreed", null, null);
        var difference = (told - sum).Abs();
        if (difference < StepOf(legs, told)) return new(account, asset, sum, told, at, "rounding", null, $"{difference} less than one step of the venue; booked as rounding.");
        var (bad, why) = FirstBad(legs, agreed);
        return new(account, asset, sum, told, at, "issue", bad, why);
    }

    /// <summary>The step of a holding: the venue counts no finer than the finest number it ever used for the balance.</summary>
    private static Quantity StepOf(IReadOnlyList<BookedLeg> legs, Quantity told)
    {
        var reduced = Quantity.Parse(told.ToString()).Scale;
        var scale = Math.Min(8, Math.Max(reduced, legs.Count == 0 ? 8 : 0));
        return Quantity.FromUnits(1, told.IsZero ? 8 : Math.Max(scale, 6));
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
        return first is null
            ? (null, "The venue's balance changed without an entry.")
            : (first.EntryId, agreed > 0 ? $"Ledger and venue agreed until row {agreed}; this is the first entry after it." : "Ledger and venue never agreed; this is the first entry.");
    }
}
