using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>Realised and unrealised, by asset.</summary>
internal static class SummarySheet
{
    private static readonly string[] Amounts = ["proceeds", "basis", "adjustment", "gain", "short_term", "long_term", "unknown_basis", "cost_held", "value_held", "unrealised"];

    public static FormSheet Of(YearReport report, IReadOnlyList<Holding> holdings)
    {
        var rows = report.Forms.ToLookup(r => r.Piece.Asset);
        var held = holdings.ToLookup(h => h.Asset);
        var assets = rows.Select(g => g.Key).Concat(held.Select(g => g.Key)).Distinct().Order();
        return new("gains-summary", ["asset", "disposals", .. Amounts], Amounts, [.. assets.Select(a => Row(a, [.. rows[a]], [.. held[a]], report))]) { Title = "Realised and unrealised, by asset" };
    }

    private static string[] Row(AssetId asset, FormRow[] rows, Holding[] held, YearReport report)
    {
        Quantity Gains(Func<FormRow, bool> which) => ReturnInput.Sum(rows.Where(which), r => r.Gain);
        Quantity[] amounts =
        [
            ReturnInput.Sum(rows, r => r.NetProceeds), ReturnInput.Sum(rows, r => r.Basis), ReturnInput.Sum(rows, r => r.Adjustment), Gains(_ => true), Gains(r => report.Term(r) == "short"), Gains(r => report.Term(r) == "long"),
            Gains(r => r.Piece.Basis == BasisState.Unknown), ReturnInput.Sum(held, h => FormRounding.Cents(h.Cost ?? Quantity.Zero)), ReturnInput.Sum(held, h => h.Value ?? Quantity.Zero), ReturnInput.Sum(held, h => h.Unrealised ?? Quantity.Zero),
        ];
        return [asset.Value, $"{rows.Select(r => (r.Piece.Disposal, r.Piece.Disposed)).Distinct().Count()}", .. amounts.Select(a => FormRounding.Text(a))];
    }
}
