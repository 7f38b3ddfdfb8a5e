using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Closings;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.GraphQL;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>Asks for reports and cancels them.</summary>
internal sealed class ReportRequests(IDatabase database, ReportFeed feed, ReportSignal signal, TimeProvider time)
{
    public static Error NoEntity { get; } = new("ENTITY_NOT_FOUND", "There is no such legal entity with accounts.") { Kind = ErrorKind.NotFound };

    /// <summary>Puts a report in the row, or says why it cannot be made.</summary>
    public async Task<Result<ReportRun>> AskAsync(TenantId tenant, string actor, RequestTaxReportInput input, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if ((await LedgerSql.EntitiesAsync(transaction, cancellationToken)).FirstOrDefault(e => e.Id.Value == input.EntityId) is not { } entity) return NoEntity;
        var settings = await SettingSql.ReadAsync(transaction, entity.Id, cancellationToken) ?? TaxSettings.Default(entity);
        var words = Words(settings, input);
        var options = TaxOptions.Parse([.. words, "--trades", "ledger", "--out", ".", .. Files(settings, input).SelectMany(f => new[] { f.Word, f.Name })]);
        if (!options.IsOk) return new Error("BAD_REQUEST", $"{TaxQueries.Sentence(options.Error)}.");
        var run = new ReportRun(tenant, Guid.CreateVersion7(time.GetUtcNow()), entity.Id, input.Year, words, "queued", "waiting", 0, 0)
        { Actor = actor, RequestedAt = time.GetUtcNow() };
        await ReportSql.AddAsync(transaction, run, cancellationToken);
        foreach (var (name, _, text) in Files(settings, input)) await ReportFileSql.WriteAsync(transaction, run.Id, name, true, Encoding.UTF8.GetBytes(text), cancellationToken);
        await BeginWithClosedAsync(transaction, run, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await transaction.ThenAsync(async token =>
        {
            await feed.TellAsync(tenant, run.Id, run.State, run.Stage, 0, null, token);
            signal.Raise();
        }, cancellationToken);
        return run;
    }

    /// <summary>Cancels a report; one that has ended stays as it is.</summary>
    public async Task<Result<ReportRun>> CancelAsync(TenantId tenant, Guid report, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var cancelled = await ReportSql.CancelAsync(transaction, report, time.GetUtcNow(), cancellationToken);
        if (await ReportSql.FindAsync(transaction, report, cancellationToken) is not { } run) return new Error("REPORT_NOT_FOUND", "There is no such report.") { Kind = ErrorKind.NotFound };
        if (!cancelled) return new Error("REPORT_ENDED", $"The report is {run.State}.") { Kind = ErrorKind.Conflict };
        await transaction.CommitAsync(cancellationToken);
        await transaction.ThenAsync(token => feed.TellAsync(tenant, report, run.State, run.Stage, run.Progress, null, token), cancellationToken);
        return run;
    }

    // A report begins with what was filed for the closed year before it; what that was is kept with the report.
    private static async Task BeginWithClosedAsync(IDatabaseTransaction transaction, ReportRun run, CancellationToken cancellationToken)
    {
        if ((await ClosingSql.HoldingAsync(transaction, run.Entity, cancellationToken)).LastOrDefault(c => c.Year < run.Year) is not { } closed) return;
        foreach (var (filed, kept) in new[] { (ReportSeal.FileName, ReportInputFiles.ClosedSeal), (SealedReport.Events, ReportInputFiles.ClosedEvents) })
            if (await ReportFileSql.ReadAsync(transaction, closed.Report, filed, cancellationToken) is { } body) await ReportFileSql.WriteAsync(transaction, run.Id, kept, true, body, cancellationToken);
    }

    private static List<string> Words(TaxSettings settings, RequestTaxReportInput input)
    {
        // What names files is the runner's: it comes first in the words and is left out here.
        List<string> words = [.. settings.Words("", "", input.Year).Skip(4)];
        if (input.Formats is { } formats) words.AddRange(["--formats", formats]);
        if (input.RollForward) words.AddRange(["--asc-350-60", "yes"]);
        if (input.ExchangeTotals) words.AddRange(["--carf", "yes"]);
        if (input.WashSales) words.AddRange(["--wash-sales", "yes"]);
        if (!string.IsNullOrWhiteSpace(input.Significant)) words.AddRange(["--significant", input.Significant]);
        return words;
    }

    // Files that come with the request or the settings; the runner names their places.
    private static IEnumerable<(string Name, string Word, string Text)> Files(TaxSettings settings, RequestTaxReportInput input)
    {
        if (input.BrokerForms is { } forms) yield return (ReportInputFiles.BrokerForms, "--form-1099-da", forms);
        if (input.Restricted is { } restricted) yield return (ReportInputFiles.Restricted, "--restricted", restricted);
        if (settings.Allocation?.Lots is { } lots) yield return (ReportInputFiles.AllocationLots, "--allocation-lots", lots);
    }
}
