using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>A socket or a stream of events ends with its session, and with the ticket it was opened with.</summary>
internal sealed class ConnectionLife(RequestDelegate next, OpenConnections connections)
{
    public Task InvokeAsync(HttpContext http) => http.User.Identity is { IsAuthenticated: true } && StaysOpen(http) ? RunAsync(http) : next(http);

    private static bool StaysOpen(HttpContext http) =>
        http.Request.Headers.Upgrade.Count > 0 || http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);

    private async Task RunAsync(HttpContext http)
    {
        var aborted = http.RequestAborted;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        using var connection = connections.Add(http.User, () => End(http, over));
        http.RequestAborted = over.Token;
        await next(http);
        http.RequestAborted = aborted;
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
