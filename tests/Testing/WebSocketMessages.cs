using System.Net.WebSockets;

namespace PortfolioPlatform.Testing;

/// <summary>Whole messages of a socket, whatever pieces they come in.</summary>
public static class WebSocketMessages
{
    /// <summary>The next message; null when the other side closes.</summary>
    public static async Task<byte[]?> ReceiveMessageAsync(this WebSocket socket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var buffer = new byte[65_536];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return message.ToArray();
        }
    }
}
