using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Tax.Reports.Runs;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>Reports that are asked for.</summary>
[Authorize(Permission.ExportReports)]
internal sealed class TaxReportMutations(ReportRequests reports, IdempotentRuns runs)
{
    /// <summary>Asks for a report.</summary>
    public Task<TaxReportPayload> RequestTaxReportAsync(RequestTaxReportInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "requestTaxReport", input,
        async token => Payload(await reports.AskAsync(user.TaxTenant(Permission.ExportReports), user.Actor(), input, token)), TaxReportPayload.Refused, cancellationToken);

    /// <summary>Cancels a report that has not ended.</summary>
    public Task<TaxReportPayload> CancelTaxReportAsync(CancelTaxReportInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "cancelTaxReport", input,
        async token => Payload(await reports.CancelAsync(user.TaxTenant(Permission.ExportReports), input.ReportId, token)), TaxReportPayload.Refused, cancellationToken);

    private static TaxReportPayload Payload(Result<ReportRun> result) => result.IsOk ? new TaxReportPayload(TaxReportItem.Of(result.Value), []) : TaxReportPayload.Refused(UserError.Of(result.Error));
}
