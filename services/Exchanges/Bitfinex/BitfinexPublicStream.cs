using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Bitfinex;

/// <summary>Channels of the public host, over as many connections as they need.</summary>
/// <param name="context">Where.</param>
/// <param name="channel">Which: <c>ticker</c>, <c>status</c>.</param>
/// <param name="member">What names the subject of a subscription: <c>symbol</c>, <c>key</c>.</param>
internal sealed class BitfinexPublicStream(VenueContext context, string channel, string member)
{
    // The venue takes 25 to 30 channels a connection.
    private const int ChannelsPerConnection = 25;

    /// <summary>What the channels tell, until one of the connections is lost.</summary>
    public async IAsyncEnumerable<T> RunAsync<T>(IReadOnlyCollection<string> subjects, Func<string, JsonElement, T?> read, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : struct
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var told = Channel.CreateUnbounded<T>();
        var readers = subjects.Chunk(ChannelsPerConnection).Select(chunk => ReadAsync(chunk, read, told.Writer, stop)).ToArray();
        await foreach (var one in told.Reader.ReadAllAsync(CancellationToken.None)) yield return one;
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        cancellationToken.ThrowIfCancellationRequested();
    }

    // The first connection that ends ends the stream: the caller reconnects all of it.
    private async Task ReadAsync<T>(string[] subjects, Func<string, JsonElement, T?> read, ChannelWriter<T> told, CancellationTokenSource stop)
        where T : struct
    {
        try
        {
            var options = BitfinexMessages.Options(context.Stream ?? BitfinexEndpoints.PublicStream, BitfinexLimits.PublicStream, [BitfinexMessages.WithSequence, .. subjects.Select(Subscribe)]);
            var connected = await VenueSocket.ConnectAsync(options, context, stop.Token);
            if (!connected.IsOk) return;
            await using var socket = connected.Value;
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            await foreach (var message in BitfinexMessages.ReadAsync(socket, stop.Token))
                if (Subject(message, names) is { } subject && message.At(1) is { ValueKind: JsonValueKind.Array } payload && read(subject, payload) is { } one) told.TryWrite(one);
        }
        catch (OperationCanceledException)
        {
            // Another connection of this stream ended, or the caller is gone.
        }
        finally
        {
            told.TryComplete();
        }
    }

    private string Subscribe(string subject) => BitfinexMessages.Event("subscribe", json =>
    {
        json.WriteString("channel", channel);
        json.WriteString(member, subject);
    });

    // The answer to a subscription says by which number its subject is named from then on.
    private string? Subject(JsonElement message, Dictionary<string, string> names)
    {
        if (message.ValueKind == JsonValueKind.Array) return names.GetValueOrDefault(message.TextAt(0) ?? "");
        if (message.ValueKind == JsonValueKind.Object && message.TryGetProperty("chanId", out var number) && message.TryGetProperty(member, out var subject)) names[WireJson.Text(number)] = WireJson.Text(subject);
        return null;
    }
}
