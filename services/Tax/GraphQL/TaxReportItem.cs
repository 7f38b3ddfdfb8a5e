using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Reports.Runs;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>A report that was asked for: made of the ledger as it was then, and frozen.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="EntityId">Of which legal entity.</param>
/// <param name="Year">Of which tax year, by the calendar year it begins in.</param>
/// <param name="State">queued, running, done, failed or cancelled.</param>
/// <param name="Stage">What it is at.</param>
/// <param name="Progress">Per cent.</param>
/// <param name="Settings">How: the words of the command line, but for files.</param>
/// <param name="Fingerprint">What it is frozen by: equal ones have equal files. Null until it is done.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="FinishedAt">When it ended.</param>
[GraphQLName("TaxReport")]
internal sealed record TaxReportItem(
    [property: ID] Guid Id, [property: ID] Guid EntityId, int Year, string State, string Stage, int Progress, string Settings, string? Fingerprint, string? Error, string RequestedBy, DateTimeOffset RequestedAt,
    DateTimeOffset? FinishedAt)
{
    public static TaxReportItem Of(ReportRun r) =>
        new(r.Id, r.Entity.Value, r.Year, r.State, r.Stage, r.Progress, string.Join(' ', r.Words), r.Fingerprint, r.Error, r.Actor, r.RequestedAt, r.FinishedAt);
}

/// <summary>A file of a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of its bytes, hexadecimal.</param>
/// <param name="IsInput">Whether the report was made of it, rather than the other way round.</param>
/// <param name="Link">Where it is, on this server.</param>
[GraphQLName("TaxReportFile")]
internal sealed record TaxReportFileItem(string Name, int Size, string Sha256, bool IsInput, string Link);

/// <summary>Adds a report's files.</summary>
[ExtendObjectType(typeof(TaxReportItem))]
internal static class TaxReportFields
{
    /// <summary>Its files; those it is made of come first into being, the others when it is done.</summary>
    /// <param name="report">The report.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the reports.</param>
    /// <param name="cancellationToken">Stops.</param>
    [ListSize(AssumedSize = 20)]
    public static async Task<IReadOnlyList<TaxReportFileItem>> GetFilesAsync([Parent] TaxReportItem report, ClaimsPrincipal user, IDatabase database, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.TaxTenant(), cancellationToken);
        return [.. (await ReportFileSql.ListAsync(transaction, report.Id, cancellationToken)).Select(f => new TaxReportFileItem(f.Name, f.Size, f.Sha256, f.IsInput, ReportDownload.Link(report.Id, f.Name)))];
    }

    /// <summary>What differs between the report and another one of its entity, or what the ledger and the settings would make of its year now.</summary>
    /// <param name="report">The report, done.</param>
    /// <param name="reportId">The other report; the ledger as it is now if left out.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="comparisons">Compares.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(1000)]
    public static async Task<TaxReportDifferenceItem> GetDifferenceAsync([Parent] TaxReportItem report, [ID] Guid? reportId, ClaimsPrincipal user, ReportComparisons comparisons, CancellationToken cancellationToken)
    {
        var difference = await comparisons.OfAsync(user.TaxTenant(), report.Id, reportId, cancellationToken);
        return difference.IsOk ? difference.Value : throw new GraphQLFieldException(difference.Error.Message, difference.Error.Code);
    }
}
