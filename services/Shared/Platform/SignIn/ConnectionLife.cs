using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>A socket or a stream of events ends with its session, and with the ticket it was opened with.</summary>
internal sealed class ConnectionLife(RequestDelegate next, OpenConnections connections, TimeProvider time)
{
    public Task InvokeAsync(HttpContext http) => http.User.Identity is { IsAuthenticated: true } && StaysOpen(http) ? RunAsync(http) : next(http);

    private static bool StaysOpen(HttpContext http) =>
        http.Request.Headers.Upgrade.Count > 0 || http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);

    private async Task RunAsync(HttpContext http)
    {
        var aborted = http.RequestAborted;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        using var connection = connections.Add(http.User, () => End(http, over));
        await using var lapse = time.CreateTimer(_ => End(http, over), null, Left(http), Timeout.InfiniteTimeSpan);
        http.RequestAborted = over.Token;
        await next(http);
        http.RequestAborted = aborted;
    }

    /// <summary>How long the ticket it was opened with still counts.</summary>
    private TimeSpan Left(HttpContext http)
    {
        if (http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc is not { } expires) return Timeout.InfiniteTimeSpan;
        var left = expires - time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static void End(HttpContext http, CancellationTokenSource over)
    {
        try
        {
            over.Cancel();
            http.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in the same instant.
        }
    }
}
