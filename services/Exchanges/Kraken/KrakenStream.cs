using System.Collections.Immutable;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Kraken;

/// <summary>One message of a v2 stream, sniffed before its data is read.</summary>
/// <param name="Channel">Channel, empty for answers to requests.</param>
/// <param name="IsSnapshot">Whether it repeats the state instead of a change.</param>
/// <param name="IsRefusal">Whether a subscription was refused.</param>
/// <param name="Sequence">Message number of the connection, if told.</param>
/// <param name="Data">Rows.</param>
internal sealed record KrakenFrame(string Channel, bool IsSnapshot, bool IsRefusal, long? Sequence, ImmutableArray<JsonElement> Data);

/// <summary>What the two v2 streams share.</summary>
internal static class KrakenStream
{
    /// <summary>Heartbeats come about every second; nothing for ten seconds means the connection is dead.</summary>
    public static VenueSocketOptions Options(Uri address) => new(new Uri(address, "/v2"))
    {
        IdleTimeout = TimeSpan.FromSeconds(10),
        Ping = static () => """{"method":"ping"}""",
        Costs = [KrakenLimits.OfConnect()],
    };

    /// <summary>Reads the frame of a message; null when it is no JSON object.</summary>
    public static KrakenFrame? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            var channel = root.TryGetProperty("channel", out var name) ? name.GetString() ?? "" : "";
            var refused = root.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.False;
            long? sequence = root.TryGetProperty("sequence", out var number) && number.TryGetInt64(out var told) ? told : null;
            var isSnapshot = root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "snapshot";
            ImmutableArray<JsonElement> data = root.TryGetProperty("data", out var rows) && rows.ValueKind == JsonValueKind.Array ? [.. rows.EnumerateArray().Select(row => row.Clone())] : [];
            return new KrakenFrame(channel, isSnapshot, refused, sequence, data);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
