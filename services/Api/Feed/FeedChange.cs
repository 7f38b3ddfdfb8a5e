using System.Text.Json;

namespace PortfolioPlatform.Api.Feed;

/// <summary>One changed value of a topic, as its module published it.</summary>
/// <param name="Key">Identifies the value within its topic.</param>
/// <param name="Epoch">Rises when the publisher starts counting anew.</param>
/// <param name="Version">Rises with each change within the epoch.</param>
/// <param name="Removed">The key is gone.</param>
/// <param name="Json">The whole object as UTF-8, passed on untouched.</param>
internal sealed record FeedChange(string Key, long Epoch, long Version, bool Removed, byte[] Json)
{
    /// <summary>Reads one object or an array of them; false when anything in it is not a change.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> payload, List<FeedChange> changes)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            if (!reader.Read()) return false;
            if (reader.TokenType == JsonTokenType.StartObject) return TryReadOne(ref reader, payload, changes);
            if (reader.TokenType != JsonTokenType.StartArray) return false;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                if (reader.TokenType != JsonTokenType.StartObject || !TryReadOne(ref reader, payload, changes)) return false;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryReadOne(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload, List<FeedChange> changes)
    {
        var start = (int)reader.TokenStartIndex;
        string? key = null;
        long epoch = 0, version = 0;
        var removed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("key"u8)) key = ReadText(ref reader);
            else if (reader.ValueTextEquals("epoch"u8)) epoch = ReadNumber(ref reader);
            else if (reader.ValueTextEquals("version"u8)) version = ReadNumber(ref reader);
            else if (reader.ValueTextEquals("removed"u8)) removed = reader.Read() && reader.TokenType == JsonTokenType.True;
            else reader.Skip();
        }

        if (string.IsNullOrEmpty(key) || reader.TokenType != JsonTokenType.EndObject) return false;
        changes.Add(new FeedChange(key, epoch, version, removed, payload[start..(int)reader.BytesConsumed].ToArray()));
        return true;
    }

    private static string? ReadText(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    private static long ReadNumber(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) ? value : 0;
}
