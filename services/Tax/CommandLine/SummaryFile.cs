using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>summary.json: totals overall and per asset as decimal strings, and what is wrong.</summary>
internal sealed class SummaryFile(TaxOptions options, Outcome outcome)
{
    /// <summary>Fractional digits of the summary: what price × quantity needs at the usual steps.</summary>
    private const int Scale = 12;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public async Task WriteAsync(string path, int[] rows, CashResult[] cash, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await using var json = new Utf8JsonWriter(file, Indented);
        var assets = TaxTotals.ByAsset(outcome.Result, rows);
        json.WriteStartObject();
        json.WriteString("jurisdiction", options.Jurisdiction.Name);
        json.WriteString("method", options.Method);
        json.WriteString("scope", options.Scope);
        json.WriteString("currency", options.Currency);
        WriteTotals(json, assets.Values.Aggregate(new TaxTotals(), (sum, t) => sum + t));
        json.WriteString("income", Fixed(ReturnInput.Sum(cash.Where(c => c.IsIncome), c => c.Amount)));
        json.WriteString("positions", Fixed(ReturnInput.Sum(cash.Where(c => !c.IsIncome), c => c.Amount)));
        if (outcome.Result.Sales.Count > 0) json.WriteString("portfolio_cost", Fixed(outcome.Result.PortfolioCost));
        json.WriteStartObject("per_asset");
        foreach (var (asset, totals) in assets.OrderBy(a => a.Key))
        {
            json.WriteStartObject(asset.Value);
            WriteTotals(json, totals);
            json.WriteString("open_quantity", totals.OpenUnits.ToString());
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
        foreach (var s in outcome.Result.Shortfalls)
        {
            Begin(json, "unknown-basis", s.Event, s.Time, s.Wallet, s.Asset);
            json.WriteString("short", s.Short.ToString());
            json.WriteString("fix", "An acquisition or a transfer in before this time is missing: add it, or the units count with a basis of zero.");
            json.WriteEndObject();
        }

        foreach (var n in outcome.Result.Notes)
        {
            Begin(json, n.Code, n.Event, n.Time, n.Wallet, n.Asset);
            json.WriteString("reason", n.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Begin(Utf8JsonWriter json, string code, long id, DateTimeOffset time, string wallet, AssetId asset)
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("id", id < 0 ? "day" : outcome.Ids[id]);
        json.WriteString("time", ReportFiles.Iso(time));
        json.WriteString("wallet", wallet);
        json.WriteString("asset", asset.Value);
    }

    private static string Fixed(Quantity value)
    {
        var text = value.Round(Scale).ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? $"{text}.{new string('0', Scale)}" : text.PadRight(point + 1 + Scale, '0');
    }
}
