using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>One portfolio as a feed client sees it: what is held and what it is worth. Epochs, versions and ages differ between two runs by nature.</summary>
internal static class PortfolioSnapshot
{
    private static readonly string[] Figures = ["value", "quantity", "price", "unpricedCount", "cost", "realised", "unrealised", "income", "fees"];

    public static async Task<SortedDictionary<string, string>> ReadAsync(string url, PortfolioId portfolio)
    {
        using var socket = new ClientWebSocket();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(new Uri($"{url.Replace("http", "ws", StringComparison.Ordinal).TrimEnd('/')}/feed"), deadline.Token);
        var subscribe = Encoding.UTF8.GetBytes($$"""{"type":"subscribe","id":1,"topic":"portfolio","argument":"{{portfolio}}"}""");
        await socket.SendAsync(subscribe, WebSocketMessageType.Text, true, deadline.Token);
        while (true)
        {
            var message = JsonDocument.Parse(await ReceiveAsync(socket, deadline.Token)).RootElement;
            if (message.GetProperty("type").GetString() == "snapshot") return Read(message);
        }
    }

    private static SortedDictionary<string, string> Read(JsonElement snapshot)
    {
        var figures = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in snapshot.GetProperty("values").EnumerateArray())
            foreach (var name in Figures)
                if (value.TryGetProperty(name, out var figure)) figures[$"{value.GetProperty("key").GetString()}.{name}"] = figure.ToString();
        return figures;
    }

    private static async Task<byte[]> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, cancellationToken);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return message.ToArray();
        }
    }
}
