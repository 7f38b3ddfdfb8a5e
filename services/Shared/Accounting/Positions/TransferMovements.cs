using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>A withdrawal and a deposit that are one transfer between own accounts: what arrives takes its basis along, what was lost on the way is a fee.</summary>
internal static class TransferMovements
{
    public static void Add(MovementDraft draft, AccountingEntry entry, AccountingEntry partner, ImmutableArray<AccountingLeg> principals)
    {
        var leg = principals.Single();
        var other = partner.Legs.Single(l => l.Role == LegRole.Principal && !l.Amount.IsZero);
        var moved = leg.Amount.Abs() < other.Amount.Abs() ? leg.Amount.Abs() : other.Amount.Abs();
        var rest = leg.Amount.Abs() - moved;
        if (leg.Amount.IsNegative)
        {
            draft.AddCarry(leg.Asset, -moved, PartOf(leg, moved), entry.Key, Quantity.Zero);
            draft.Add(leg.Asset, -rest, PartOf(leg, rest), MovementEffect.Fee);
            return;
        }

        if (entry.Order.CompareTo(partner.Order) < 0) draft.Anchor = partner.Order;
        draft.AddCarry(leg.Asset, moved, PartOf(leg, moved), partner.Key, moved);
        draft.Add(leg.Asset, rest, PartOf(leg, rest), MovementEffect.Flow);
    }

    /// <summary>Whether two entries can be the sides of one transfer.</summary>
    public static bool Fit(AccountingEntry left, AccountingEntry arrived) =>
        left.Counts && arrived.Counts && Principal(left) is { Amount.IsNegative: true } a && Principal(arrived) is { Amount.Sign: > 0 } b && a.Asset == b.Asset;

    private static AccountingLeg? Principal(AccountingEntry entry)
    {
        var legs = entry.Legs.Where(l => l.Role == LegRole.Principal && !l.Amount.IsZero).Take(2).ToArray();
        return legs.Length == 1 ? legs[0] : null;
    }

    private static Quantity? PartOf(AccountingLeg leg, Quantity part) => leg.Value is { } value ? Share.Of(value, part, leg.Amount.Abs()) : null;
}
