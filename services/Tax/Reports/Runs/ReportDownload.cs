using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>
/// <c>/api/tax/reports</c>: files of reports. A link names the tenant and carries the report's own key, which only the tenant's viewers are told;
/// a signed-in caller of another tenant gets nothing even with it. What is not there and what is somebody else's look alike.
/// </summary>
internal static class ReportDownload
{
    public static string Link(ReportRun run, string name) => $"/api/tax/reports/{run.Tenant}/{run.Id}/{Uri.EscapeDataString(name)}?key={run.DownloadKey}";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/tax/reports/{tenant:guid}/{report:guid}/{name}", GetAsync);

    private static async Task<IResult> GetAsync(Guid tenant, Guid report, string name, string? key, HttpContext http, IDatabase database, CancellationToken cancellationToken)
    {
        if (tenant == Guid.Empty || (http.User.Identity is { IsAuthenticated: true } && http.User.FindFirst(Viewer.TenantClaim)?.Value != tenant.ToString())) return TypedResults.NotFound();
        await using var transaction = await database.BeginAsync(new TenantId(tenant), cancellationToken);
        var run = await ReportSql.FindAsync(transaction, report, cancellationToken);
        if (run is null || !Same(run.DownloadKey, key ?? "")) return TypedResults.NotFound();
        if (await ReportFileSql.ReadAsync(transaction, report, name, cancellationToken) is not { } body) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(body, TypeOf(name), name);
    }

    private static bool Same(string expected, string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".csv" => "text/csv; charset=utf-8",
        ".json" => "application/json",
        ".pdf" => "application/pdf",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    };
}
