using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Closings;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Formats;
using PortfolioPlatform.Tax.GraphQL;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>Why a report differs from another one, or from what the ledger and the settings would make of its year now.</summary>
internal sealed class ReportRerun(IDatabase database, EntityLedgers ledgers)
{
    // What the settings say is theirs; the rest was asked for with the report.
    private static readonly string[] OfSettings = ["--jurisdiction", "--method", "--scope", "--currency", "--year", "--allocation", "--allocation-decided", "--allocation-by"];

    /// <summary>A report that is done.</summary>
    public async Task<Result<SealedReport>> FiledAsync(TenantId tenant, Guid report, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if (await ReportSql.FindAsync(transaction, report, cancellationToken) is not { } run) return NoReport;
        if (run.Fingerprint is null) return new Error("REPORT_NOT_DONE", $"The report is {run.State}.") { Kind = ErrorKind.Conflict };
        async Task<byte[]> Body(string name) => await ReportFileSql.ReadAsync(transaction, report, name, cancellationToken) ?? [];
        return SealedReport.Of(await Body(ReportSeal.FileName), await Body(SealedReport.Events), await Body(SealedReport.Disposals));
    }

    /// <summary>The year of a report as it would be filed now: with what was asked for then, by the settings, the ledger and the prices of now. Nothing is kept.</summary>
    public async Task<Result<SealedReport>> NowAsync(TenantId tenant, Guid report, CancellationToken cancellationToken)
    {
        if (await RunAsync(tenant, report, cancellationToken) is not { } run) return NoReport;
        if (await ledgers.FindAsync(tenant, run.Entity, cancellationToken) is not { } ledger) return ReportRequests.NoEntity;
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var folder = Directory.CreateTempSubdirectory("tax-now-").FullName;
        try
        {
            var words = await RunFolder.FillAsync(WordsOf(run, ledger), folder, name => ReadAsync(transaction, run, ledger, name, cancellationToken), cancellationToken);
            return await MadeAsync(words, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Error NoReport => new("NOT_FOUND", "There is no such report.") { Kind = ErrorKind.NotFound };

    private async Task<ReportRun?> RunAsync(TenantId tenant, Guid report, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        return await ReportSql.FindAsync(transaction, report, cancellationToken);
    }

    private static async Task<Result<SealedReport>> MadeAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var options = TaxOptions.Parse(words);
        if (!options.IsOk) return new Error("BAD_REQUEST", $"{TaxQueries.Sentence(options.Error)}.");
        // Tables are enough to compare: what is printed of them follows.
        var computed = await TaxCommand.ComputeAsync(options.Value with { Formats = ReportFormats.Csv }, _ => cancellationToken.ThrowIfCancellationRequested(), cancellationToken);
        if (!computed.IsOk) return computed.Error;
        var written = await Task.Run(() => new TaxReport(computed.Value.Options, computed.Value.Outcome).WriteAsync(cancellationToken), cancellationToken);
        return written.IsOk ? SealedReport.OfFolder(options.Value.Out)! : written.Error;
    }

    private static List<string> WordsOf(ReportRun run, EntityLedger ledger) =>
        [.. ledger.Settings.Words("", "", run.Year).Skip(4), .. run.Words.Chunk(2).Where(w => !OfSettings.Contains(w[0], StringComparer.Ordinal)).SelectMany(w => w)];

    private static async Task<byte[]?> ReadAsync(IDatabaseTransaction transaction, ReportRun run, EntityLedger ledger, string name, CancellationToken cancellationToken)
    {
        switch (name)
        {
            case ReportInputFiles.Ledger: return ReportInputFiles.LedgerCsv(ledger.Rows);
            case ReportInputFiles.Prices:
                var calendar = ledger.Settings.Law.Calendar;
                return await ReportInputFiles.ClosingCsvAsync(transaction, ledger, calendar.Midnight(calendar.Start(run.Year + 1)), cancellationToken);
            case ReportInputFiles.AllocationLots: return ledger.Settings.Allocation?.Lots is { } lots ? Encoding.UTF8.GetBytes(lots) : null;
            case ReportInputFiles.ClosedSeal or ReportInputFiles.ClosedEvents:
                var closed = (await ClosingSql.HoldingAsync(transaction, run.Entity, cancellationToken)).LastOrDefault(c => c.Year < run.Year);
                return closed is null ? null : await ReportFileSql.ReadAsync(transaction, closed.Report, name == ReportInputFiles.ClosedSeal ? ReportSeal.FileName : SealedReport.Events, cancellationToken);
            default: return await ReportFileSql.ReadAsync(transaction, run.Id, name, cancellationToken);
        }
    }
}
