using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Ledger;

namespace PortfolioPlatform.Tax.Bridge;

/// <summary>The rows as books see them that keep fees apart: no fee is in a gain, and units of a fee are disposed of by a row of their own.</summary>
internal static class FeelessRows
{
    public static (List<TaxEvent> Rows, EventIds Ids) Of(LedgerRows rows)
    {
        var (found, ids) = (new List<TaxEvent>(rows.Rows.Count), new EventIds());
        foreach (var row in rows.Rows)
        {
            var bare = row.Class is EventClass.Margin or EventClass.Funding ? row : row with { Fee = Quantity.Zero };
            found.Add(bare with { Id = ids.AddFrom(rows.Ids, row.Id), More = WithoutFee(row.More) });
            if (row.More is { FeeAsset: { } asset, FeeUnits.IsZero: false } more)
                found.Add(new TaxEvent(ids.Add(Encoding.UTF8.GetBytes($"{rows.Ids[row.Id]}.fee")), row.Time, row.Venue, asset, ClassOf(row, more), more.FeeUnits.Abs(), more.FeePrice, Quantity.Zero, new TaxEventColumns()));
        }

        return (found, ids);
    }

    private static EventClass ClassOf(in TaxEvent row, TaxEventColumns more) =>
        more.FeeUnits.IsNegative ? EventClass.Rebate : row.Class == EventClass.Transfer ? EventClass.NetworkFee : EventClass.TradeFee;

    private static TaxEventColumns? WithoutFee(TaxEventColumns? more)
    {
        var bare = more is null ? null : more with { FeeAsset = null, FeeUnits = Quantity.Zero, FeePrice = Quantity.Zero };
        return bare == new TaxEventColumns() ? null : bare;
    }
}
