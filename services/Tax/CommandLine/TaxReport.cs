using System.Globalization;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Writes disposals.csv, lots.csv and summary.json: all three, or none.</summary>
internal sealed class TaxReport(TaxOptions options, EventIds ids)
{
    /// <summary>Fractional digits of the summary: what price × quantity needs at the usual steps.</summary>
    private const int SummaryScale = 12;

    private const int WriteBuffer = 1 << 16;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public async Task WriteAsync(TaxResult result, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Out);
        var partial = Path.Combine(options.Out, ".partial");
        Directory.CreateDirectory(partial);
        var rows = Rows(result).ToArray();
        await WriteDisposalsAsync(Path.Combine(partial, "disposals.csv"), result.Rows, rows, cancellationToken);
        await WriteLotsAsync(Path.Combine(partial, "lots.csv"), result.Lots, cancellationToken);
        await WriteSummaryAsync(Path.Combine(partial, "summary.json"), result, rows, cancellationToken);
        foreach (var file in Directory.EnumerateFiles(partial)) File.Move(file, Path.Combine(options.Out, Path.GetFileName(file)), overwrite: true);
        Directory.Delete(partial);
    }

    // With --year only that tax year's disposals are reported; the earlier ones were needed to consume their lots.
    private IEnumerable<int> Rows(TaxResult result) =>
        Enumerable.Range(0, result.Rows.Count).Where(i => options.Year is not { } year || options.Jurisdiction.YearOf(Day(result.Rows[i].Disposed)) == year);

    private async Task WriteDisposalsAsync(string path, IReadOnlyList<MatchedPiece> pieces, int[] rows, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), WriteBuffer);
        await writer.WriteLineAsync("disposal_id,asset,disposed,lot_id,acquired,quantity,proceeds,basis,acquisition_fee,disposal_fee,gain_ex_fees,gain_net,term,rule,basis_state".AsMemory(), cancellationToken);
        var line = new StringBuilder();
        foreach (var row in rows)
        {
            var p = pieces[row];
            var disposed = options.ShareMatching ? Iso(p.Disposed)[..10] : Iso(p.Disposed);
            var acquired = p.Acquired is not { } time ? "" : options.ShareMatching ? Iso(time)[..10] : Iso(time);
            line.Clear().Append(CultureInfo.InvariantCulture, $"{Id(p.Disposal, "day")},{p.Asset},{disposed},{Id(p.Lot, "pool")},{acquired},{p.Units},{p.Proceeds},{p.Cost},{p.AcquisitionFee},{p.DisposalFee},{p.GainExFees},{p.GainNet},{Term(p)},{p.Rule},{Basis(p.Basis)}\n");
            await writer.WriteAsync(line, cancellationToken);
        }
    }

    private async Task WriteLotsAsync(string path, IReadOnlyList<ResultLot> lots, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(path);
        await writer.WriteLineAsync("lot_id,wallet,asset,acquired,quantity,cost_ex_fees,acquisition_fee,basis_state".AsMemory(), cancellationToken);
        foreach (var (wallet, asset, lot) in lots)
            await writer.WriteLineAsync($"{Id(lot.Id, "pool")},{wallet},{asset},{(lot.Acquired is { } t ? Iso(t) : "")},{lot.Units},{lot.Cost},{lot.Fee},{Basis(lot.Basis)}".AsMemory(), cancellationToken);
    }

    private async Task WriteSummaryAsync(string path, TaxResult result, int[] rows, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await using var json = new Utf8JsonWriter(file, Indented);
        var assets = TaxTotals.ByAsset(result, rows);
        var all = assets.Values.Aggregate(new TaxTotals(), (sum, t) => sum + t);
        json.WriteStartObject();
        json.WriteString("jurisdiction", options.Jurisdiction.Name);
        json.WriteString("method", options.ShareMatching ? "s104" : options.Method!.Value.ToString().ToLowerInvariant());
        json.WriteString("scope", options.Scope.ToString().ToLowerInvariant());
        json.WriteString("currency", options.Currency);
        WriteTotals(json, all);
        json.WriteStartObject("per_asset");
        foreach (var (asset, totals) in assets.OrderBy(a => a.Key))
        {
            json.WriteStartObject(asset.Value);
            WriteTotals(json, totals);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteProblems(json, result.Shortfalls);
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
        json.WriteString("gain_on_unknown_basis", Fixed(totals.GainOnUnknownBasis));
        json.WriteNumber("open_lots", totals.OpenLots);
        json.WriteString("open_quantity", totals.OpenUnits.ToString());
        json.WriteString("open_cost_ex_fees", Fixed(totals.OpenCost));
    }

    private void WriteProblems(Utf8JsonWriter json, IReadOnlyList<LotShortfall> shortfalls)
    {
        json.WriteStartArray("problems");
        foreach (var s in shortfalls)
        {
            json.WriteStartObject();
            json.WriteString("code", "unknown-basis");
            json.WriteString("id", Id(s.Event, "day"));
            json.WriteString("time", Iso(s.Time));
            json.WriteString("wallet", s.Wallet);
            json.WriteString("asset", s.Asset.Value);
            json.WriteString("short", s.Short.ToString());
            json.WriteString("fix", "An acquisition or a transfer in before this time is missing: add it, or the units count with a basis of zero.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private string Term(in MatchedPiece p) =>
        !options.Jurisdiction.TellsTerm || options.ShareMatching || p.Acquired is not { } acquired ? "" : HoldingPeriod.IsLong(options.Jurisdiction.Day(acquired), options.Jurisdiction.Day(p.Disposed)) ? "long" : "short";

    private DateOnly Day(DateTimeOffset time) => options.ShareMatching ? DateOnly.FromDateTime(time.UtcDateTime) : options.Jurisdiction.Day(time);

    private string Id(long ordinal, string without) => ordinal < 0 ? without : ids[ordinal];

    private static string Basis(BasisState state) => state == BasisState.Confirmed ? "confirmed" : "unknown";

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Fixed(Quantity value)
    {
        var text = value.Round(SummaryScale).ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? $"{text}.{new string('0', SummaryScale)}" : text.PadRight(point + 1 + SummaryScale, '0');
    }
}
