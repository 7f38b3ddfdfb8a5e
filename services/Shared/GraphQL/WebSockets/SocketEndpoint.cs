using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Http;

namespace PortfolioPlatform.GraphQL.WebSockets;

/// <summary>GraphQL over WebSocket: the protocol graphql-transport-ws.</summary>
internal sealed class SocketEndpoint(RequestExecutor executor, ClientLimiter limiter, GraphQLOptions options, TimeProvider time, IHostApplicationLifetime? lifetime = null)
{
    private const string Protocol = "graphql-transport-ws";

    public async Task HandleAsync(HttpContext http)
    {
        var isKnown = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol, StringComparer.Ordinal);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = isKnown ? Protocol : null,
            KeepAliveInterval = TimeSpan.FromSeconds(15),
            KeepAliveTimeout = TimeSpan.FromSeconds(30),
        });
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        await using var sender = new SocketSender(socket, options.SendTimeout, time);
        using var stopping = lifetime?.ApplicationStopping.Register(() => End(sender, over));
        if (isKnown) await new SocketSession(http, socket, sender, executor, limiter, options, time).RunAsync(over);
        else sender.Close((WebSocketCloseStatus)CloseCodes.Protocol, "Subprotocol not acceptable");
    }

    private static void End(SocketSender sender, CancellationTokenSource over)
    {
        sender.Close((WebSocketCloseStatus)CloseCodes.GoingAway, "The server stops.");
        over.CancelAfter(SocketSender.CloseWithin);
    }
}
