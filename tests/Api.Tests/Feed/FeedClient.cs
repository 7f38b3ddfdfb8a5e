using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.Api.Tests.Feed;

/// <summary>A client over a real socket that merges what it gets, as the documentation says.</summary>
public sealed class FeedClient(ClientWebSocket socket) : IDisposable
{
    public ClientWebSocket Socket => socket;

    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    public string? Epoch { get; private set; }

    public long Version { get; private set; }

    /// <summary>How often each key was in a delta.</summary>
    public Dictionary<string, int> Updates { get; } = new(StringComparer.Ordinal);

    public Task SendAsync(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, default);

    public Task SubscribeAsync(string board, int id = 1, string? resume = null) =>
        SendAsync($$"""{"type":"subscribe","id":{{id}},"topic":"board","argument":"{{board}}"{{(resume is null ? "" : ",\"resume\":" + resume)}}}""");

    public async Task<JsonElement> ReadAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var message = new MemoryStream();
        var buffer = new byte[16384];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException($"closed: {socket.CloseStatus}");
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;
            using var document = JsonDocument.Parse(message.ToArray());
            var frame = document.RootElement.Clone();
            Merge(frame);
            return frame;
        }
    }

    /// <summary>Reads until a frame of a type comes.</summary>
    public async Task<JsonElement> ReadAsync(string type)
    {
        while (true)
            if (await ReadAsync() is var frame && Type(frame) == type)
                return frame;
    }

    /// <summary>Reads until the merged state is as wanted.</summary>
    public async Task ReadUntilAsync(Func<FeedClient, bool> condition)
    {
        while (!condition(this)) await ReadAsync();
    }

    /// <summary>Reads until the server closes, and says how.</summary>
    public async Task<WebSocketCloseStatus?> ReadToEndAsync()
    {
        try
        {
            while (true) await ReadAsync();
        }
        catch (WebSocketException)
        {
            return socket.CloseStatus;
        }
    }

    public static string Type(JsonElement frame) => frame.GetProperty("type").GetString()!;

    public void Dispose() => socket.Dispose();

    private void Merge(JsonElement frame)
    {
        if (Type(frame) is not ("snapshot" or "delta")) return;
        var version = frame.GetProperty("version").GetInt64();
        if (Type(frame) == "snapshot") Values.Clear();
        else
        {
            Assert.Equal(Epoch, frame.GetProperty("epoch").GetString());
            Assert.Equal(Version, frame.GetProperty("from").GetInt64());
            Assert.True(version > Version);
        }

        (Epoch, Version) = (frame.GetProperty("epoch").GetString(), version);
        foreach (var value in frame.GetProperty("values").EnumerateArray()) Merge(value, Type(frame) == "delta");
    }

    private void Merge(JsonElement value, bool counts)
    {
        var key = value.GetProperty("key").GetString()!;
        if (counts) Updates[key] = Updates.GetValueOrDefault(key) + 1;
        if (value.TryGetProperty("removed", out _)) Values.Remove(key);
        else Values[key] = value.GetProperty("text").GetString()!;
    }
}
