using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.Institutions;

/// <summary>
/// ASC 350-60 (ASU 2023-08): crypto-assets at fair value, rolled forward asset by asset: opening fair value + additions − dispositions + gains − losses = closing fair value;
/// beside it units, cost basis and cumulative realised results. An asset without a price has no fair value and says so.
/// Assets that who files does not hold for significant stand together in one line without units.
/// </summary>
internal static class RollForwardSheet
{
    private static readonly string[] Amounts = ["opening_fair_value", "additions", "dispositions", "gains", "losses", "closing_fair_value", "cost_basis", "cumulative_realised_gains", "cumulative_realised_losses"];

    public static FormSheet Of(YearReport report, IReadOnlyList<Holding> holdings)
    {
        var held = holdings.ToLookup(h => h.Asset);
        var realised = report.Result.Rows.Where(p => report.Day(p.Disposed) < report.Until).Select(p => report.Form(p)).ToLookup(r => r.Piece.Asset);
        var alone = report.Options.Choices.Significant;
        var all = report.Outcome.Flows.All.Select(f => (f.Key, Cells: Row(f.Key, f.Value, [.. held[f.Key]], [.. realised[f.Key]], report))).ToLookup(r => alone.Count == 0 || alone.Contains(r.Key.Value, StringComparer.OrdinalIgnoreCase), r => r.Cells);
        string[][] rows = all[false].Any() ? [.. all[true], Together([.. all[false]])] : [.. all[true]];
        return new("asc-350-60", ["asset", "opening_units", "closing_units", .. Amounts, "opening_price_source", "closing_price_source", "cost_method", "nature_of_additions", "nature_of_dispositions"], Amounts, rows) { Title = "Crypto-assets rolled forward (ASC 350-60)" };
    }

    private static string[] Row(AssetId asset, AssetFlow flow, Holding[] held, FormRow[] realised, YearReport report)
    {
        var before = report.Outcome.Flows.OpeningPrices.Find(asset);
        var after = report.Outcome.Prices.Find(asset);
        var (opening, closing) = (Value(flow.OpeningUnits, before), Value(flow.ClosingUnits, after));
        var (added, disposed) = (FormRounding.Cents(flow.AddedCost), FormRounding.Cents(flow.DisposedProceeds));
        var change = closing - opening - added + disposed;
        Quantity?[] amounts =
        [
            opening, added, disposed, change is { Sign: > 0 } ? change : change is null ? null : Quantity.Zero, change is { Sign: < 0 } ? -change : change is null ? null : Quantity.Zero, closing,
            ReturnInput.Sum(held, h => FormRounding.Cents(h.Cost ?? Quantity.Zero)), ReturnInput.Sum(realised.Where(r => r.Gain.Sign > 0), r => r.Gain), -ReturnInput.Sum(realised.Where(r => r.Gain.Sign < 0), r => r.Gain),
        ];
        return [asset.Value, $"{flow.OpeningUnits}", $"{flow.ClosingUnits}", .. amounts.Select(a => a is { } amount ? FormRounding.Text(amount) : ""), Source(before, flow.OpeningUnits), Source(after, flow.ClosingUnits), report.Options.Method, Nature(flow.Additions), Nature(flow.Dispositions)];
    }

    private static string[] Together(string[][] rows)
    {
        string Sum(int column) => FormRounding.Text(ReturnInput.Sum(rows.Where(r => r[column].Length > 0), r => Quantity.Parse(r[column])));
        return [$"{rows.Length} other assets", "", "", .. Amounts.Select((_, i) => Sum(i + 3)), "", "", rows[0][^3], "", ""];
    }

    private static Quantity? Value(Quantity units, PricePoint? price) => units.IsZero ? Quantity.Zero : price is { } p ? FormRounding.Cents(units * p.Price) : null;

    // What brought and took how much, as ASU 2023-08 asks once a year.
    private static string Nature(SortedDictionary<string, Quantity> amounts) => string.Join("; ", amounts.Select(a => $"{a.Key} {FormRounding.Text(a.Value)}"));

    private static string Source(PricePoint? price, Quantity units) => price?.Source ?? (units.IsZero ? "" : "no price");
}
