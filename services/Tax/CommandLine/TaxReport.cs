using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Formats;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Writes all files of a report, or none.</summary>
internal sealed class TaxReport(TaxOptions options, Outcome outcome)
{
    /// <summary>Writes the files and tells their names. A folder that holds another sealed report is left as it is.</summary>
    public async Task<Result<IReadOnlyList<string>>> WriteAsync(CancellationToken cancellationToken)
    {
        var seal = outcome.Seen is { } seen ? ReportSeal.Of(options, seen) : null;
        if (!options.Choices.Replace && ReportSeal.Read(options.Out) is { } other && other.Fingerprint != seal?.Fingerprint)
            return new Error("TAX_FROZEN", $"{options.Out} holds a frozen report made of something else: choose another folder and compare them with tax-diff, or say --replace yes");
        var partial = Path.Combine(options.Out, ".partial");
        if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        var report = new YearReport(options, outcome);
        await TracesAsync(partial, report, cancellationToken);
        if (options.Year is { } year) await SealedAsync(partial, report.Return(year), seal!, cancellationToken);
        return Publish(partial);
    }

    private async Task TracesAsync(string partial, YearReport report, CancellationToken cancellationToken)
    {
        var files = new ReportFiles(options, outcome);
        var totals = await files.WriteDisposalsAsync(Path.Combine(partial, "disposals.csv"), report.Rows, cancellationToken);
        await files.WriteLotsAsync(Path.Combine(partial, "lots.csv"), totals, cancellationToken);
        await new SummaryFile(options, outcome).WriteAsync(Path.Combine(partial, "summary.json"), totals, report.Cash, cancellationToken);
        if (report.Cash.Length > 0) await files.WriteIncomeAsync(Path.Combine(partial, "income.csv"), report.Cash, cancellationToken);
        if (outcome.Result.Removals.Count > 0) await files.WriteRemovalsAsync(Path.Combine(partial, "removals.csv"), cancellationToken);
        if (outcome.Result.Allocations.Count > 0) await files.WriteAllocationsAsync(Path.Combine(partial, "allocation.csv"), cancellationToken);
    }

    private async Task SealedAsync(string partial, TaxReturn filed, ReportSeal seal, CancellationToken cancellationToken)
    {
        var head = new ReportHead(options.Jurisdiction.Name, options.Method, options.Currency, $"report {seal.Fingerprint[..16]}", options.Jurisdiction.Paper);
        await ReturnFiles.WriteAsync(partial, filed, head, options.Formats, cancellationToken);
        await outcome.Seen!.WriteAsync(Path.Combine(partial, "events.csv"), cancellationToken);
        await seal.WriteAsync(partial, cancellationToken);
    }

    private List<string> Publish(string partial)
    {
        var names = new List<string>();
        foreach (var file in Directory.EnumerateFiles(partial).Order(StringComparer.Ordinal))
        {
            names.Add(Path.GetFileName(file));
            File.Move(file, Path.Combine(options.Out, names[^1]), overwrite: true);
        }

        Directory.Delete(partial);
        return names;
    }
}
