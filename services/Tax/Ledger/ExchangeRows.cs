using System.Collections.Immutable;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>Rows of an exchange. Both sides have one value: that of the side nearer to money, and of what was given where both are alike; the books of Portfolio do the same.</summary>
internal sealed class ExchangeRows(LedgerEntry entry, ImmutableArray<LedgerLeg> legs, RateBook rates, RowWriter write)
{
    private bool _carried;

    public void Add()
    {
        var fees = write.FeesOf(entry);
        var (given, got) = (Side(l => l.Amount.IsNegative), Side(l => !l.Amount.IsNegative));
        var leading = RankOf(given) <= RankOf(got) ? given : got;
        Quantity? total = RankOf(leading) == int.MaxValue ? null : Sum(leading.Select(l => l.Value!.Value));
        var (gave, received) = (Shared(given, total), Shared(got, total));
        if (gave.Any(p => p.IsMoney) || received.Any(p => p.IsMoney) || (gave.Length > 1 && received.Length > 1)) Apart(fees, gave, received);
        else Swap(fees, gave, received);
        fees.Rest(entry, write, _carried ? 1 : 0);
    }

    // One side is money, or nobody can tell what went for what: each leg changes hands at its share of the value.
    private void Apart(FeeLegs fees, Part[] gave, Part[] received)
    {
        foreach (var part in gave.Where(p => !p.IsMoney)) Row(fees, part, EventClass.Sell);
        foreach (var part in received.Where(p => !p.IsMoney)) Row(fees, part, part.Value is null ? EventClass.Deposit : EventClass.Buy);
    }

    private void Swap(FeeLegs fees, Part[] gave, Part[] received)
    {
        var (many, one) = gave.Length > 1 ? (gave, received[0]) : (received, gave[0]);
        var (weights, left) = (Sum(many.Select(m => m.Weight)), one.Leg.Amount.Abs());
        for (var i = 0; i < many.Length; i++)
        {
            var units = i + 1 == many.Length ? left : (one.Leg.Amount.Abs() * many[i].Weight).Divide(weights, RowWriter.Scale);
            left -= units;
            if (units.IsZero) continue;
            var split = one with { Leg = one.Leg with { Amount = units }, Value = many[i].Value };
            var (from, to) = gave.Length > 1 ? (many[i], split) : (split, many[i]);
            Row(fees, from, EventClass.Swap, new TaxEventColumns { ToAsset = to.Leg.Asset, ToUnits = to.Leg.Amount.Abs(), IsPurchase = IsStable(from.Leg) && !IsStable(to.Leg) });
        }
    }

    private void Row(FeeLegs fees, Part part, EventClass @class, TaxEventColumns? more = null)
    {
        var units = part.Leg.Amount.Abs();
        if (part.Value is null) write.Problem("no-value", entry, part.Leg);
        var row = write.Row(entry, part.Leg.Asset, units, part.Value?.Divide(units, RowWriter.Scale) ?? Quantity.Zero) with { Class = @class, More = more };
        write.Add(entry, _carried ? row : fees.On(row), part.Priced);
        _carried = true;
    }

    private (LedgerLeg Leg, Quantity? Value, int Rank)[] Side(Func<LedgerLeg, bool> of) =>
        [.. legs.Where(of).Select(l => rates.WorthOf(l, entry.Time) is { } worth ? (l, (l.Amount.Abs() * worth.PerUnit).Round(RowWriter.Scale), worth.Rank) : (l, (Quantity?)null, int.MaxValue))];

    // Paid with a stablecoin: what was bought is the other side.
    private bool IsStable(LedgerLeg leg) => rates.WorthOf(leg, entry.Time) is { Rank: LegWorth.Stablecoin };

    private static int RankOf((LedgerLeg Leg, Quantity? Value, int Rank)[] side) => side.Max(l => l.Rank);

    // Legs share the value by their own prices; where none has one they share it alike.
    private Part[] Shared((LedgerLeg Leg, Quantity? Value, int Rank)[] side, Quantity? total)
    {
        var priced = PricedBy();
        var known = side.All(l => l.Value is { Sign: > 0 });
        var (weights, rest) = (known ? Sum(side.Select(l => l.Value!.Value)) : side.Length, total);
        var parts = new Part[side.Length];
        for (var i = 0; i < side.Length; i++)
        {
            var weight = known ? side[i].Value!.Value : Quantity.One;
            var value = total is not { } whole ? (Quantity?)null : i + 1 == side.Length ? rest : (whole * weight).Divide(weights, RowWriter.Scale);
            rest -= value;
            parts[i] = new Part(side[i].Leg, value, weight, priced);
        }

        return parts;
    }

    // The leg whose price the value rests on: none where the currency of the books itself changed hands.
    private LedgerLeg? PricedBy() => legs.Any(l => l.Asset == rates.Currency) ? null : legs.MinBy(l => rates.WorthOf(l, entry.Time)?.Rank ?? int.MaxValue);

    private static Quantity Sum(IEnumerable<Quantity> values) => values.Aggregate(Quantity.Zero, (sum, v) => sum + v);

    private sealed record Part(LedgerLeg Leg, Quantity? Value, Quantity Weight, LedgerLeg? Priced)
    {
        public bool IsMoney => RateBook.IsMoney(Leg.Asset);
    }
}
