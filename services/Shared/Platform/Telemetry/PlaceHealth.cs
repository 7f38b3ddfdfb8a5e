using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Telemetry;

/// <summary>Whether a database that tenants have to themselves answers. While it does not, the process still does its work for everybody else: that is degraded, not unhealthy.</summary>
internal sealed class PlaceHealth(Place place, IDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var (waiting, failed) = await DatabaseHealth.CountAsync(database, place.Name, cancellationToken);
            return DatabaseHealth.Judge(waiting, failed);
        }
        catch (NpgsqlException error)
        {
            return HealthCheckResult.Degraded($"does not answer, its tenants wait: {place.Away ?? error.Message}");
        }
    }
}
