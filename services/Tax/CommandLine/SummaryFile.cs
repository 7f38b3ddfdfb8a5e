using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>summary.json: totals overall and per asset as decimal strings, and what is wrong.</summary>
internal sealed class SummaryFile(TaxOptions options, Outcome outcome)
{
    /// <summary>Fractional digits of the summary: what price × quantity needs at the usual steps.</summary>
    private const int Scale = 12;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public async Task WriteAsync(string path, AssetTotals totals, CashResult[] cash, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await using var json = new Utf8JsonWriter(file, Indented);
        json.WriteStartObject();
        json.WriteString("jurisdiction", options.Jurisdiction.Name);
        json.WriteString("method", options.Method);
        json.WriteString("scope", options.Scope);
        json.WriteString("currency", options.Currency);
        WriteTotals(json, totals.All());
        json.WriteString("income", Fixed(ReturnInput.Sum(cash.Where(c => c.IsIncome), c => c.Amount)));
        json.WriteString("positions", Fixed(ReturnInput.Sum(cash.Where(c => !c.IsIncome), c => c.Amount)));
        if (outcome.Result.Sales.Count > 0) json.WriteString("portfolio_cost", Fixed(outcome.Result.PortfolioCost));
        json.WriteStartObject("per_asset");
        foreach (var (asset, own) in totals.ByAsset)
        {
            json.WriteStartObject(asset.Value);
            WriteTotals(json, own);
            json.WriteString("open_quantity", own.OpenUnits.ToString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteProblems(json);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void WriteTotals(Utf8JsonWriter json, TaxTotals totals)
    {
        json.WriteNumber("disposals", totals.Disposals);
        json.WriteNumber("pieces", totals.Pieces);
        json.WriteString("proceeds", Fixed(totals.Proceeds));
        json.WriteString("basis", Fixed(totals.Basis));
        json.WriteString("gain_ex_fees", Fixed(totals.GainExFees));
        json.WriteString("gain_net", Fixed(totals.GainNet));
        json.WriteString("adjustment", Fixed(totals.Adjustment));
        json.WriteString("gain_on_unknown_basis", Fixed(totals.GainOnUnknownBasis));
        json.WriteNumber("open_lots", totals.OpenLots);
        json.WriteString("open_cost_ex_fees", Fixed(totals.OpenCost));
    }

    private void WriteProblems(Utf8JsonWriter json)
    {
        json.WriteStartArray("problems");
        foreach (var p in Problem.Of(outcome))
        {
            json.WriteStartObject();
            json.WriteString("code", p.Code);
            json.WriteString("id", p.Id);
            if (p.Time is { } time) json.WriteString("time", ReportFiles.Iso(time));
            json.WriteString("wallet", p.Wallet);
            json.WriteString("asset", p.Asset);
            if (p.Short.Length > 0) json.WriteString("short", p.Short);
            json.WriteString("reason", p.Reason);
            if (p.Fix.Length > 0) json.WriteString("fix", p.Fix);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Fixed(Quantity value)
    {
        var text = value.Round(Scale).ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? $"{text}.{new string('0', Scale)}" : text.PadRight(point + 1 + Scale, '0');
    }
}
