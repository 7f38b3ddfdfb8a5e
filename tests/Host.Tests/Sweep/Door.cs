using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests.Sweep;

/// <summary>All ways into the host, as somebody uses them; answers as texts that can be compared.</summary>
internal sealed partial class Door(Visitor visitor) : IDisposable
{
    /// <summary>The answer of who is told nothing.</summary>
    public const string Silence = "(silence)";

    private readonly HttpClient _http = visitor.Client();

    public async Task<string> AskAsync(string document)
    {
        using var answer = await _http.PostAsJsonAsync("/graphql", new { query = document });
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The data of an answer that has no errors.</summary>
    public async Task<JsonNode> DataAsync(string document)
    {
        var text = await AskAsync(document);
        var answer = JsonNode.Parse(text)!;
        return answer["errors"] is null ? answer["data"]! : throw new InvalidOperationException($"{document}: {text}");
    }

    /// <summary>The first event of a subscription.</summary>
    public async Task<string> ListenAsync(string document, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = document }) };
        request.Headers.Add("Accept", "text/event-stream");
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, late.Token);
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(late.Token));
            while (await reader.ReadLineAsync(late.Token) is { } line)
                if (line.StartsWith("data: {", StringComparison.Ordinal)) return line[6..];
        }
        catch (OperationCanceledException)
        {
            // Nothing was told, which is an answer too.
        }

        return Silence;
    }

    /// <summary>Status and body.</summary>
    public async Task<string> SendAsync(string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _http.SendAsync(request);
        return $"{(int)answer.StatusCode} {TraceId().Replace(await answer.Content.ReadAsStringAsync(), "")}";
    }

    /// <summary>The feed's first frame that is no receipt.</summary>
    public async Task<string> FeedAsync(string topic, string? argument, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        using var socket = await visitor.SocketAsync("/feed");
        var ask = new JsonObject { ["type"] = "subscribe", ["id"] = 1, ["topic"] = topic };
        if (argument is not null) ask["argument"] = argument;
        await socket.SendAsync(Encoding.UTF8.GetBytes(ask.ToJsonString()), WebSocketMessageType.Text, true, late.Token);
        try
        {
            while (await FrameAsync(socket, late.Token) is var frame)
                if (!frame.Contains("\"subscribed\"", StringComparison.Ordinal)) return (frame.Contains("\"type\":\"snapshot\"", StringComparison.Ordinal) ? "200 " : "404 ") + frame;
        }
        catch (OperationCanceledException)
        {
            // As above.
        }

        return Silence;
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string> FrameAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[65_536];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(message.ToArray());
        }
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
