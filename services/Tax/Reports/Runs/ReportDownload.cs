using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary><c>/api/tax/reports</c>: files of reports, for who may export them on the whole tenant. What is not there and what is somebody else's look alike. Each download is an audit entry.</summary>
internal static class ReportDownload
{
    public static string Link(Guid report, string name) => $"/api/tax/reports/{report}/{Uri.EscapeDataString(name)}";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/tax/reports/{report:guid}/{name}", GetAsync).RequirePermission(Permission.ExportReports);

    private static async Task<IResult> GetAsync(Guid report, string name, ClaimsPrincipal user, HttpResponse response, IDatabase database, IAuditTrail audit, CancellationToken cancellationToken)
    {
        if (!user.Can(Permission.ExportReports)) return TypedResults.NotFound();
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        if (await ReportFileSql.ReadAsync(transaction, report, name, cancellationToken) is not { } body) return TypedResults.NotFound();
        await audit.AppendAsync(transaction, new AuditAct("report.downloaded", report.ToString()) { Detail = name }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(body, TypeOf(name), name);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".csv" => "text/csv; charset=utf-8",
        ".json" => "application/json",
        ".pdf" => "application/pdf",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    };
}
