using System.Collections.Immutable;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>The fees of one transaction: money as one amount, units by asset. Negative ones were received.</summary>
/// <param name="Money">In the currency of the books.</param>
/// <param name="Assets">Units and their worth, in order of the legs.</param>
internal sealed record FeeLegs(Quantity Money, ImmutableArray<FeeUnits> Assets)
{
    public static FeeLegs None { get; } = new(Quantity.Zero, []);

    public static FeeLegs Of(LedgerEntry entry, RateBook rates)
    {
        var fees = None;
        foreach (var leg in entry.Legs.Where(l => l.Role != LegRole.Principal && !l.Amount.IsZero))
        {
            var worth = rates.WorthOf(leg, entry.Time)?.PerUnit ?? Quantity.Zero;
            fees = RateBook.IsMoney(leg.Asset) ? fees with { Money = fees.Money - (leg.Amount * worth).Round(RowWriter.Scale) } : fees.With(leg.Asset, -leg.Amount, worth);
        }

        return fees with { Assets = [.. fees.Assets.Where(a => !a.Units.IsZero)] };
    }

    /// <summary>The fees and some more units.</summary>
    public FeeLegs With(AssetId asset, Quantity units, Quantity worth)
    {
        if (units.IsZero) return this;
        var at = Assets.ToList().FindIndex(a => a.Asset == asset);
        return this with { Assets = at < 0 ? Assets.Add(new FeeUnits(asset, units, worth)) : Assets.SetItem(at, Assets[at] with { Units = Assets[at].Units + units }) };
    }

    /// <summary>The row with the fees it can carry: money, and the units of one asset. A transfer carries no money.</summary>
    public TaxEvent On(TaxEvent row)
    {
        if (row.Class != EventClass.Transfer) row = row with { Fee = row.Fee + Money };
        if (Assets.IsEmpty) return row;
        return row with { More = (row.More ?? new TaxEventColumns()) with { FeeAsset = Assets[0].Asset, FeeUnits = Assets[0].Units, FeePrice = Assets[0].Worth } };
    }

    /// <summary>What no row can carry: units paid are spent, units received are a rebate.</summary>
    public void Rest(LedgerEntry entry, RowWriter write, int from = 1)
    {
        foreach (var fee in Assets.Skip(from).Where(a => !a.Units.IsZero))
            write.Add(entry, write.Row(entry, fee.Asset, fee.Units.Abs(), fee.Worth) with { Class = fee.Units.Sign > 0 ? EventClass.Payment : EventClass.Rebate }, null);
    }

    /// <summary>Fees of a transaction without any other row.</summary>
    public void Alone(LedgerEntry entry, RowWriter write) => Rest(entry, write, 0);
}

/// <summary>Units of a fee.</summary>
internal readonly record struct FeeUnits(AssetId Asset, Quantity Units, Quantity Worth);
