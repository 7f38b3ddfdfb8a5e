using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.GraphQL.Http;

/// <summary>Counts requests by client: who is signed in by id (the claim sub), else by name, others by address.</summary>
internal sealed class ClientLimiter(GraphQLOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext>? _limiter = options.RateLimit is { } limit ? Make(limit) : null;

    /// <summary>Takes one request off the client's account; false if there is none left.</summary>
    public bool TryTake(HttpContext http)
    {
        if (_limiter is null) return true;
        using var lease = _limiter.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter?.Dispose();

    private static PartitionedRateLimiter<HttpContext> Make(RateLimit limit) => PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetTokenBucketLimiter(
        http.User.Identity is { IsAuthenticated: true, Name: { } name } ? http.User.FindFirst("sub")?.Value ?? name : $"@{http.Connection.RemoteIpAddress}",
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.Burst,
            TokensPerPeriod = Math.Max(1, limit.PerSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, limit.PerSecond / 10) / (double)limit.PerSecond),
            QueueLimit = 0,
        }));
}
