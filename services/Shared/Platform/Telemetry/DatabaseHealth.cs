using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace PortfolioPlatform.Platform.Telemetry;

/// <summary>Whether the database answers, how many messages wait, and whether some were put aside.</summary>
internal sealed class DatabaseHealth(IDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var transaction = await database.BeginSystemAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select (select count(*) from platform.outbox), (select count(*) from platform.failed_messages)", transaction.Connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var (waiting, failed) = (reader.GetInt64(0), reader.GetInt64(1));
            var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["outbox"] = waiting, ["failedMessages"] = failed };
            return failed == 0
                ? HealthCheckResult.Healthy($"{waiting} messages waiting", data)
                : HealthCheckResult.Degraded($"{failed} messages could not be applied: see 'failed-messages'", data: data);
        }
        catch (NpgsqlException error)
        {
            return HealthCheckResult.Unhealthy($"does not answer: {error.Message}");
        }
    }
}
