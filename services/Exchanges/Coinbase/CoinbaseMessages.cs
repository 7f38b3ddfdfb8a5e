using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Coinbase;

/// <summary>Reading and writing stream messages.</summary>
internal static class CoinbaseMessages
{
    /// <summary>A subscription; one channel a message, private ones with a token of their own.</summary>
    public static string Subscribe(string channel, IReadOnlyCollection<string> markets, string? token)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", "subscribe");
            json.WriteString("channel", channel);
            json.WriteStartArray("product_ids");
            foreach (var market in markets) json.WriteStringValue(market);
            json.WriteEndArray();
            if (token is not null) json.WriteString("jwt", token);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Messages in order; ends when the connection ends, a number is missing, or the venue refuses.</summary>
    public static async IAsyncEnumerable<CoinbaseStreamMessage> ReadAsync(VenueSocket socket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var guard = new SequenceGuard();
        await foreach (var bytes in socket.ReadAsync(cancellationToken))
        {
            if (WireJson.Read(bytes.Span, CoinbaseJson.Default.CoinbaseStreamMessage) is not { } message || message.Type == "error") yield break;
            var verdict = message.SequenceNum is { } number ? guard.Check(number) : SequenceVerdict.Next;
            if (verdict == SequenceVerdict.Gap) yield break;
            if (verdict == SequenceVerdict.Next) yield return message;
        }
    }
}
