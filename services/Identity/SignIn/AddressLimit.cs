using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Identity.Alarms;

namespace PortfolioPlatform.Identity.SignIn;

/// <summary>So many attempts a minute from one address, whoever is named: lockout alone lets one machine try one password for everybody.</summary>
internal sealed class AddressLimit(AttackWatch watch, IOptions<IdentityOptions> options) : IEndpointFilter, IAsyncDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
        http.Connection.RemoteIpAddress?.ToString() ?? string.Empty,
        _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.AttemptsByAddress, Window = TimeSpan.FromMinutes(1), AutoReplenishment = true }));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(context.HttpContext);
        if (lease.IsAcquired) return await next(context);
        watch.Saw(Attack.AddressesHeldBack);
        context.HttpContext.Response.Headers.RetryAfter = "60";
        return Results.Problem("Too many attempts from your address: wait a minute.", statusCode: StatusCodes.Status429TooManyRequests);
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
