using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.Previews;

/// <summary>
/// What a sale would realise: the year with it less the year without it, so that what it changes in other rows (a 30-day match, a total average) is counted too.
/// </summary>
internal sealed class SalePreview(PreviewOptions preview, IReadOnlyList<TaxEvent> rows, EventIds ids)
{
    private const string SaleId = "preview";

    /// <summary>The same sale by every method of the jurisdiction.</summary>
    public IReadOnlyList<MethodPreview> Methods() =>
        [.. preview.Jurisdiction.Methods.Where(m => m != "specific").Select(m => Of(m, preview.For(m))).Where(m => m is not null).Select(m => m!)];

    /// <summary>The year so far, without the sale.</summary>
    public Result<YearReport> Without(string method)
    {
        var options = preview.For(method);
        return options.IsOk ? Report(options.Value, with: false) : options.Error;
    }

    private MethodPreview? Of(string method, Result<TaxOptions> options)
    {
        if (!options.IsOk) return null;
        var without = Report(options.Value, with: false);
        var with = Report(options.Value, with: true);
        var before = Gains(without);
        var after = Gains(with);
        var own = with.Forms.Where(r => r.Piece.Disposal >= 0 ? with.Outcome.Ids[r.Piece.Disposal] == SaleId : r.Piece.Asset == preview.Asset && r.Disposed == preview.Jurisdiction.Calendar.Day(preview.At)).ToArray();
        return new MethodPreview(method, after.All - before.All, after.Short - before.Short, after.Long - before.Long, ReturnInput.Sum(own, r => r.Adjustment), own, with.Outcome.Ids);
    }

    private YearReport Report(TaxOptions options, bool with)
    {
        var seen = rows.Where(r => r.Time <= preview.At).ToList();
        var own = new EventIds();
        for (var i = 0; i < seen.Count; i++) seen[i] = seen[i] with { Id = own.AddFrom(ids, seen[i].Id) };
        if (with) seen.Add(new TaxEvent(own.Add("preview"u8), preview.At, Wallet(), preview.Asset, EventClass.Sell, preview.Units, preview.Price, preview.Fee));
        return new YearReport(options, TaxComputation.OfAll(options, seen, own).Outcome());
    }

    // Without a name the sale is made where the last of the asset was seen.
    private string Wallet() => preview.Wallet.Length > 0 ? preview.Wallet : rows.LastOrDefault(r => r.Asset == preview.Asset && r.Time <= preview.At).Venue ?? "";

    private static (Quantity All, Quantity Short, Quantity Long) Gains(YearReport report)
    {
        var forms = report.Forms;
        return (ReturnInput.Sum(forms, r => r.Gain), ReturnInput.Sum(forms.Where(r => report.Term(r) == "short"), r => r.Gain), ReturnInput.Sum(forms.Where(r => report.Term(r) == "long"), r => r.Gain));
    }
}

/// <summary>A sale by one method.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Gain">What the year's gains change by.</param>
/// <param name="Short">Of that short-term; zero where the holding period means nothing.</param>
/// <param name="Long">Of that long-term.</param>
/// <param name="Denied">Of a loss: what is denied because of what was bought shortly before.</param>
/// <param name="Rows">The rows the sale would be.</param>
/// <param name="Ids">The ids of the rows' events.</param>
internal sealed record MethodPreview(string Method, Quantity Gain, Quantity Short, Quantity Long, Quantity Denied, IReadOnlyList<FormRow> Rows, EventIds Ids);
