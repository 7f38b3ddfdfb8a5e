using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Bitfinex;

/// <summary>Reading and writing stream messages.</summary>
internal static class BitfinexMessages
{
    /// <summary>Asks for a number on every message (flag 65536).</summary>
    public const string WithSequence = """{"event":"conf","flags":65536}""";

    /// <summary>How a stream is kept: a heartbeat comes every 15 seconds when idle, so 20 seconds of silence mean it is lost.</summary>
    public static VenueSocketOptions Options(Uri address, ImmutableArray<RateCost> costs, ImmutableArray<string> hello) => new(address)
    {
        Hello = hello,
        Costs = costs,
        IdleTimeout = TimeSpan.FromSeconds(20),
        Ping = () => """{"event":"ping","cid":1}""",
    };

    /// <summary>The login of the private stream; never with a dead man's switch, which would cancel all orders.</summary>
    public static string Login(VenueCredentials credentials, long nonce) => Event("auth", json =>
    {
        json.WriteString("apiKey", credentials.Key);
        json.WriteString("authSig", BitfinexSigner.SignStream(credentials.SecretToSign(), nonce));
        json.WriteString("authNonce", nonce.ToString(CultureInfo.InvariantCulture));
        json.WriteString("authPayload", BitfinexSigner.StreamPayload(nonce));
        json.WriteStartArray("filter");
        json.WriteStringValue("trading");
        json.WriteStringValue("wallet");
        json.WriteEndArray();
    });

    /// <summary>An event of ours.</summary>
    public static string Event(string name, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Messages in order; ends when the connection ends, a number is missing, the login fails, or the venue restarts or goes into maintenance.</summary>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(VenueSocket socket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var guard = new SequenceGuard();
        await foreach (var bytes in socket.ReadAsync(cancellationToken))
        {
            if (!WireJson.IsComplete(bytes.Span)) yield break;
            using var document = JsonDocument.Parse(bytes);
            var message = document.RootElement.Clone();
            if (message.ValueKind == JsonValueKind.Object && IsEnd(message)) yield break;
            var verdict = SequenceOf(message) is { } number ? guard.Check(number) : SequenceVerdict.Next;
            if (verdict == SequenceVerdict.Gap) yield break;
            if (verdict == SequenceVerdict.Next) yield return message;
        }
    }

    private static bool IsEnd(JsonElement message)
    {
        var name = message.TryGetProperty("event", out var value) ? WireJson.Text(value) : "";
        if (name == "auth") return !message.TryGetProperty("status", out var status) || WireJson.Text(status) != "OK";
        return name == "info" && message.TryGetProperty("code", out var code) && WireJson.Text(code) is "20051" or "20060";
    }

    // [channel, payload, n], [channel, type, payload, n, …], [channel, "hb", n]: the number follows the payload.
    private static long? SequenceOf(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Array || message.GetArrayLength() < 2) return null;
        var typed = message[1].ValueKind == JsonValueKind.String && message.TextAt(1) is not ("hb" or "cs");
        return message.At(message.TextAt(1) == "cs" || typed ? 3 : 2) is { ValueKind: JsonValueKind.Number } cell && cell.TryGetInt64(out var number) ? number : null;
    }
}
