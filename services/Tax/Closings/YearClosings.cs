using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports;
using PortfolioPlatform.Tax.Reports.Runs;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.Closings;

/// <summary>Closes years with the report that was filed, and opens them again. Years are closed from the oldest on and opened from the newest, each with a reason and an audit entry.</summary>
internal sealed class YearClosings(IDatabase database, IAuditTrail audit, TimeProvider time)
{
    /// <summary>Closes the year of a report, or says why it cannot be.</summary>
    public async Task<Result<LegalEntityId>> CloseAsync(TenantId tenant, string actor, Guid report, string reason, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason)) return NoReason;
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if (await ReportSql.FindAsync(transaction, report, cancellationToken) is not { } run) return new Error("REPORT_NOT_FOUND", "There is no such report.") { Kind = ErrorKind.NotFound };
        if (run.Fingerprint is null) return Conflict("REPORT_NOT_DONE", $"The report is {run.State}.", "Close the year with a report that is done.");
        var closed = await ClosingSql.HoldingAsync(transaction, run.Entity, cancellationToken);
        if (closed.LastOrDefault(c => c.Year >= run.Year) is { } later) return Conflict("YEAR_CLOSED", $"{later.Year} is closed already.", "Open it again first, the newest year before the others.");
        if (await RefusalAsync(transaction, run, closed, cancellationToken) is { } refusal) return refusal;
        await ClosingSql.AddAsync(transaction, run.Entity, run.Year, report, reason.Trim(), actor, time.GetUtcNow(), cancellationToken);
        await audit.AppendAsync(transaction, Act("tax-year.closed", run.Entity, run.Year) with { Actor = actor, Detail = $"report {report}, frozen as {run.Fingerprint}. {reason.Trim()}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return run.Entity;
    }

    /// <summary>Opens the newest closed year again, or says why not.</summary>
    public async Task<Result<LegalEntityId>> ReopenAsync(TenantId tenant, string actor, LegalEntityId entity, int year, string reason, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason)) return NoReason;
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if ((await LedgerSql.EntitiesAsync(transaction, cancellationToken)).All(e => e.Id != entity)) return ReportRequests.NoEntity;
        var closed = await ClosingSql.HoldingAsync(transaction, entity, cancellationToken);
        if (closed.All(c => c.Year != year)) return Conflict("YEAR_OPEN", $"{year} is not closed.", "Read which years are closed.");
        if (closed[^1].Year != year) return Conflict("LATER_YEAR_CLOSED", $"{closed[^1].Year} is closed and begins with what was filed for {year}.", $"Open {closed[^1].Year} again first.");
        await ClosingSql.AddAsync(transaction, entity, year, null, reason.Trim(), actor, time.GetUtcNow(), cancellationToken);
        await audit.AppendAsync(transaction, Act("tax-year.reopened", entity, year) with { Actor = actor, Detail = $"was closed with report {closed[^1].Report}. {reason.Trim()}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entity;
    }

    private static Error NoReason => new("REASON_MISSING", "Say why, for whoever reads it later.");

    private static AuditAct Act(string action, LegalEntityId entity, int year) => new(action, string.Create(CultureInfo.InvariantCulture, $"{entity}/{year}"));

    private static Error Conflict(string code, string message, string advice) => new(code, message) { Kind = ErrorKind.Conflict, Advice = advice };

    private async Task<Error?> RefusalAsync(IDatabaseTransaction transaction, ReportRun run, IReadOnlyList<Closing> closed, CancellationToken cancellationToken)
    {
        if ((await LedgerSql.EntitiesAsync(transaction, cancellationToken)).FirstOrDefault(e => e.Id == run.Entity) is not { } entity) return ReportRequests.NoEntity;
        var filed = await FiledYear.ReadAsync(transaction, new Closing(run.Year, run.Id, run.Fingerprint!, "", "", default), cancellationToken);
        if (filed.Settings.Law.Calendar.Midnight(filed.End) > time.GetUtcNow()) return Conflict("YEAR_NOT_OVER", $"{run.Year} has not ended.", "A year is closed after its last day.");
        var seal = JsonSerializer.Deserialize<SealFile>(await ReportFileSql.ReadAsync(transaction, run.Id, ReportSeal.FileName, cancellationToken))!;
        if (seal.Seal.Settings.GetValueOrDefault("closed") != (closed.Count > 0 ? closed[^1].Fingerprint : null))
            return Conflict("REPORT_OUTDATED", "The report does not begin with the years that are closed now.", "Make the report again, and close the year with that one.");
        var settings = await SettingSql.ReadAsync(transaction, run.Entity, cancellationToken) ?? TaxSettings.Default(entity);
        return filed.Agrees(settings) ? null : Conflict("SETTINGS_DIFFER", "By the settings that hold now the year is matched otherwise than in the report.", "Set what was filed, with days from which anything else holds, or make the report again.");
    }
}
