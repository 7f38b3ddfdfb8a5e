using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>Makes one report: keeps what it is made of, then does what <c>Host tax</c> does with the same files, and keeps the results.</summary>
internal sealed class ReportWork(IDatabase database)
{
    /// <summary>Returns the report's fingerprint, or why there is none.</summary>
    public async Task<Result<string>> RunAsync(ReportRun run, ReportStep step, CancellationToken cancellationToken)
    {
        await step.ToAsync("reading the ledger", 5);
        if (await KeepInputsAsync(run, cancellationToken) is { } error) return error;
        var folder = Directory.CreateTempSubdirectory("tax-report-").FullName;
        try
        {
            await step.ToAsync("matching", 30);
            var options = await OptionsAsync(run, folder, cancellationToken);
            if (!options.IsOk) return options.Error;
            var computed = await TaxCommand.ComputeAsync(options.Value, _ => cancellationToken.ThrowIfCancellationRequested(), cancellationToken);
            if (!computed.IsOk) return computed.Error;
            await step.ToAsync("writing files", 50);
            var written = await Task.Run(() => new TaxReport(computed.Value.Options, computed.Value.Outcome).WriteAsync(cancellationToken), cancellationToken);
            if (!written.IsOk) return written.Error;
            await step.ToAsync("keeping files", 90);
            await KeepAsync(run, options.Value.Out, written.Value, cancellationToken);
            return ReportSeal.Read(options.Value.Out)!.Fingerprint;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Once the inputs are kept, whoever goes on with the report works on the same ones, whatever the ledger says by then.
    private async Task<Error?> KeepInputsAsync(ReportRun run, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(run.Tenant, cancellationToken);
        if ((await ReportFileSql.ListAsync(transaction, run.Id, cancellationToken)).Any(f => f.Name == ReportInputFiles.Ledger)) return null;
        var entity = (await LedgerSql.EntitiesAsync(transaction, cancellationToken)).FirstOrDefault(e => e.Id == run.Entity);
        var options = TaxOptions.Parse([.. run.Words, "--trades", "ledger", "--out", "."]);
        if (!options.IsOk) return options.Error;
        if (entity is null) return new Error("TAX_ENTITY", "there is no such legal entity");
        var settings = new TaxSettings(options.Value.Jurisdiction.Name, options.Value.Currency, options.Value.Method, options.Value.Scope);
        var ledger = await EntityLedgers.ReadAsync(transaction, entity, settings, cancellationToken);
        var end = options.Value.Jurisdiction.Calendar.Midnight(options.Value.Choice.Until!.Value);
        await ReportFileSql.WriteAsync(transaction, run.Id, ReportInputFiles.Prices, true, await ReportInputFiles.ClosingCsvAsync(transaction, ledger, end, cancellationToken), cancellationToken);
        await ReportFileSql.WriteAsync(transaction, run.Id, ReportInputFiles.PricesUsed, true, ReportInputFiles.PricesUsedCsv(ledger.Rows), cancellationToken);
        await ReportFileSql.WriteAsync(transaction, run.Id, ReportInputFiles.Problems, true, ReportInputFiles.ProblemsCsv(ledger), cancellationToken);
        await ReportFileSql.WriteAsync(transaction, run.Id, ReportInputFiles.Ledger, true, ReportInputFiles.LedgerCsv(ledger.Rows), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private async Task<Result<TaxOptions>> OptionsAsync(ReportRun run, string folder, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(run.Tenant, cancellationToken);
        var words = await RunFolder.FillAsync(run.Words, folder, name => ReportFileSql.ReadAsync(transaction, run.Id, name, cancellationToken), cancellationToken);
        return TaxOptions.Parse(words);
    }

    private async Task KeepAsync(ReportRun run, string folder, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(run.Tenant, cancellationToken);
        foreach (var name in names)
            await ReportFileSql.WriteAsync(transaction, run.Id, name, false, await File.ReadAllBytesAsync(Path.Combine(folder, name), cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
