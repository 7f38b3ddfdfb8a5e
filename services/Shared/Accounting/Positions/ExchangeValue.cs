using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>Both sides of an exchange have one value: that of the side nearer to money, and of what was given up where both are alike.</summary>
internal static class ExchangeValue
{
    public static void Add(MovementDraft draft, ImmutableArray<AccountingLeg> legs)
    {
        var given = legs.Where(l => l.Amount.IsNegative).ToArray();
        var got = legs.Where(l => !l.Amount.IsNegative).ToArray();
        var leading = RankOf(given) <= RankOf(got) ? given : got;
        var total = RankOf(leading) == int.MaxValue ? (Quantity?)null : leading.Aggregate(Quantity.Zero, (sum, l) => sum + l.Value!.Value);
        AddSide(draft, given, total);
        AddSide(draft, got, total);
    }

    /// <summary>The side is worth naming the value when each of its legs has one; the least money-like leg ranks it.</summary>
    private static int RankOf(AccountingLeg[] side) => side.Max(l => l.Value is null ? int.MaxValue : l.Price!.Value.Rank);

    private static void AddSide(MovementDraft draft, AccountingLeg[] side, Quantity? total)
    {
        var rest = total;
        var weights = Weights(side);
        var weightLeft = weights.Aggregate(Quantity.Zero, (sum, w) => sum + w);
        for (var i = 0; i < side.Length; i++)
        {
            var part = rest is not { } r ? (Quantity?)null : weightLeft.IsZero ? Quantity.Zero : Share.Of(r, weights[i], weightLeft);
            draft.Add(side[i].Asset, side[i].Amount, part, MovementEffect.Exchange);
            rest -= part;
            weightLeft -= weights[i];
        }
    }

    /// <summary>Legs share the value by their own prices; where none has one the first takes all.</summary>
    private static Quantity[] Weights(AccountingLeg[] side)
    {
        var weights = Array.ConvertAll(side, l => l.Value ?? Quantity.Zero);
        if (Array.TrueForAll(weights, w => w.IsZero)) weights[0] = Quantity.One;
        return weights;
    }
}
