using System.Net.WebSockets;
using System.Security.Claims;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Api.Feed;

/// <summary><c>/feed</c>: accepts a WebSocket and runs it until either side ends it.</summary>
internal sealed class FeedEndpoint(FeedSessions sessions, FeedTopics topics, FeedHubs hubs, ApiOptions options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<FeedEndpoint> logger)
{
    private static readonly WebSocketAcceptContext Acceptance = new() { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(30) };
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    internal async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Results.Problem("This is a WebSocket: connect with ws:// or wss://.", statusCode: StatusCodes.Status426UpgradeRequired).ExecuteAsync(context);
            return;
        }

        if (context.User.Identity is { IsAuthenticated: true } && !context.User.CanSomewhere(Permission.Read))
        {
            await BearerGuard.LacksAsync(context, Permission.Read);
            return;
        }

        if (!context.User.CanSomewhere(Permission.Read))
        {
            await Results.Problem("Sign in first.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            return;
        }

        if (sessions.IsFull)
        {
            await Results.Problem("Too many feed clients.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(Acceptance);
        var session = new FeedSession(socket, time);
        sessions.Add(session);
        try
        {
            await ConverseAsync(socket, session, context.User, context.RequestAborted);
        }
        finally
        {
            sessions.Remove(session);
        }
    }

    private async Task ConverseAsync(WebSocket socket, FeedSession session, ClaimsPrincipal viewer, CancellationToken aborted)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        using var stopping = lifetime.ApplicationStopping.Register(() =>
        {
            session.Close(WebSocketCloseStatus.EndpointUnavailable, "The server stops.");
            over.CancelAfter(Farewell);
        });
        await new FeedConversation(socket, session, viewer, topics, hubs, options.Feed, logger).RunAsync(over.Token);
    }
}
