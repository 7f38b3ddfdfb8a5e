using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PortfolioPlatform.Platform.Telemetry;

/// <summary><c>/health</c>: 200 while the process can do its work, 503 when not; JSON with each part's state. Modules add their own parts with AddHealthChecks.</summary>
internal static class HealthEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new HealthBody(
                report.Status.ToString(),
                report.Entries.ToDictionary(e => e.Key, e => new HealthPart(e.Value.Status.ToString(), e.Value.Description, e.Value.Data), StringComparer.Ordinal)),
            context.RequestAborted);

    private sealed record HealthBody(string Status, IReadOnlyDictionary<string, HealthPart> Parts);

    private sealed record HealthPart(string Status, string? Description, IReadOnlyDictionary<string, object> Data);
}
