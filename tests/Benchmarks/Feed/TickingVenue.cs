using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>Coinbase's public stream (channels <c>ticker</c> and <c>heartbeats</c>), as fast as it is told to be; every price says when it went into the socket.</summary>
internal sealed class TickingVenue : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<Line, bool> listening = new();

    private TickingVenue()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.UseWebSockets();
        app.Run(async http =>
        {
            if (http.WebSockets.IsWebSocketRequest) await ServeAsync(await http.WebSockets.AcceptWebSocketAsync(), http.RequestAborted);
        });
    }

    /// <summary>Where it listens.</summary>
    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().Replace("http", "ws", StringComparison.Ordinal);

    /// <summary>Whether somebody follows its tickers.</summary>
    public bool IsFollowed => !listening.IsEmpty;

    public static async Task<TickingVenue> StartAsync(CancellationToken cancellationToken)
    {
        var venue = new TickingVenue();
        await venue.app.StartAsync(cancellationToken);
        return venue;
    }

    /// <summary>Ticks so many times a second until an instant of the stopwatch, one market after the other.</summary>
    public async Task TickAsync(IReadOnlyList<(string Market, decimal Price)> markets, double perSecond, long until, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetTimestamp() < until; i++)
        {
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), began + (long)(i * Stopwatch.Frequency / perSecond));
            if (wait > TimeSpan.FromMilliseconds(1)) await Task.Delay(wait, cancellationToken);
            var (market, price) = markets[i % markets.Count];
            foreach (var line in listening.Keys) await line.TellAsync("ticker", $$"""{"type":"update","tickers":[{"type":"ticker","product_id":"{{market}}","price":"{{StampedPrice.Of(price)}}"}]}""", cancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ServeAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var line = new Line(socket);
        var beating = BeatAsync(line, cancellationToken);
        var buffer = new byte[1 << 16];
        while (socket.State == WebSocketState.Open)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType != WebSocketMessageType.Text) break;
            using var asked = JsonDocument.Parse(buffer.AsMemory(0, length));
            if (asked.RootElement.GetProperty("channel").GetString() == "ticker") listening[line] = true;
        }

        listening.TryRemove(line, out _);
        await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task BeatAsync(Line line, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(cancellationToken)) await line.TellAsync("heartbeats", """{"heartbeat_counter":1}""", cancellationToken);
    }

    /// <summary>One connection; its messages are numbered one after the other.</summary>
    private sealed class Line(WebSocket socket)
    {
        private readonly SemaphoreSlim turn = new(1);
        private long number;

        public async Task TellAsync(string channel, string change, CancellationToken cancellationToken)
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                var text = string.Create(CultureInfo.InvariantCulture, $$"""{"channel":"{{channel}}","client_id":"","timestamp":"{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}","sequence_num":{{number++}},"events":[{{change}}]}""");
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }
    }
}
