using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PortfolioPlatform.Platform.HotStore;

/// <summary>Whether Redis answers. Without it facts go on and only live values stand still, so its absence is degraded, not unhealthy.</summary>
internal sealed class RedisHealth(RedisLink redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var latency = await redis.Database.PingAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy($"answers in {latency.TotalMilliseconds:0.0} ms");
        }
        catch (Exception error) when (error is StackExchange.Redis.RedisException or TimeoutException)
        {
            return HealthCheckResult.Degraded("does not answer; live values stand still");
        }
    }
}
