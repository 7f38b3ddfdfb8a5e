using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Telemetry;

/// <summary>Whether the main database answers, how many messages wait, and whether some were put aside.</summary>
internal sealed class DatabaseHealth(IDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var (waiting, failed) = await CountAsync(database, Place.MainName, cancellationToken);
            return Judge(waiting, failed);
        }
        catch (NpgsqlException error)
        {
            return HealthCheckResult.Unhealthy($"does not answer: {error.Message}");
        }
    }

    /// <summary>Messages of a database that wait, and that were put aside.</summary>
    public static async Task<(long Waiting, long Failed)> CountAsync(IDatabase database, string place, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(place, cancellationToken);
        await using var command = new NpgsqlCommand("select (select count(*) from platform.outbox), (select count(*) from platform.failed_messages)", transaction.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    public static HealthCheckResult Judge(long waiting, long failed)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["outbox"] = waiting, ["failedMessages"] = failed };
        return failed == 0
            ? HealthCheckResult.Healthy($"{waiting} messages waiting", data)
            : HealthCheckResult.Degraded($"{failed} messages could not be applied: see 'failed-messages'", data: data);
    }
}
