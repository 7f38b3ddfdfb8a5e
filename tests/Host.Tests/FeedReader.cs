using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>A client of the feed that merges what comes, as its documentation says.</summary>
internal sealed class FeedReader : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<(string Topic, string? Argument), ConcurrentDictionary<string, JsonNode>> _topics = new();
    private Task _reading = Task.CompletedTask;

    private FeedReader(ClientWebSocket socket) => _socket = socket;

    public static async Task<FeedReader> OpenAsync(Visitor visitor, params (string Topic, string? Argument)[] topics)
    {
        var reader = new FeedReader(await visitor.SocketAsync("/feed"));
        for (var id = 0; id < topics.Length; id++)
        {
            var ask = new JsonObject { ["type"] = "subscribe", ["id"] = id + 1, ["topic"] = topics[id].Topic };
            if (topics[id].Argument is { } argument) ask["argument"] = argument;
            await reader._socket.SendAsync(Encoding.UTF8.GetBytes(ask.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        }

        reader._reading = reader.ReadAsync();
        return reader;
    }

    public IReadOnlyDictionary<string, JsonNode> Values(string topic, string? argument) => _topics.TryGetValue((topic, argument), out var values) ? values : new ConcurrentDictionary<string, JsonNode>();

    public JsonNode? Value(string topic, string? argument, string key) => Values(topic, argument).GetValueOrDefault(key);

    /// <summary>Waits until what was merged is as wanted.</summary>
    public async Task UntilAsync(string what, Func<bool> holds, TimeSpan? longest = null, Func<string>? stands = null)
    {
        try
        {
            await Eventually.HoldsAsync(() => _reading.IsCompleted ? throw new InvalidOperationException("The feed has ended.") : holds(), what, longest);
        }
        catch (TimeoutException late) when (stands is not null)
        {
            throw new TimeoutException($"{late.Message}; it stands at {stands()}", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_reading);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[65_536];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
            if (part.MessageType == WebSocketMessageType.Close) return;
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;
            Merge(JsonNode.Parse(message.ToArray())!);
            message.SetLength(0);
        }
    }

    private void Merge(JsonNode frame)
    {
        if ((string?)frame["type"] is not ("snapshot" or "delta")) return;
        var values = _topics.GetOrAdd(((string)frame["topic"]!, (string?)frame["argument"]), _ => new ConcurrentDictionary<string, JsonNode>());
        if ((string?)frame["type"] == "snapshot") values.Clear();
        foreach (var value in frame["values"]!.AsArray())
        {
            var key = (string)value!["key"]!;
            if (value["removed"] is null) values[key] = value;
            else values.TryRemove(key, out _);
        }
    }
}
