using System.Buffers;
using System.Text.Json;

namespace PortfolioPlatform.Api.Feed;

/// <summary>Frames to the client as UTF-8, ready to be sent to any number of sessions.</summary>
internal static class FeedFrames
{
    internal static byte[] Snapshot(FeedName name, string epoch, long version, IEnumerable<FeedChange> values) => Write("snapshot", name, writer =>
    {
        WritePosition(writer, epoch, version);
        WriteValues(writer, values);
    });

    internal static byte[] Delta(FeedName name, string epoch, long from, long version, IEnumerable<FeedChange> values) => Write("delta", name, writer =>
    {
        WritePosition(writer, epoch, version);
        writer.WriteNumber("from", from);
        WriteValues(writer, values);
    });

    internal static byte[] Subscribed(long id, FeedName name, bool resumed) => Write("subscribed", name, writer =>
    {
        writer.WriteNumber("id", id);
        writer.WriteBoolean("resumed", resumed);
    });

    internal static byte[] Unsubscribed(long id) => Write("unsubscribed", null, writer => writer.WriteNumber("id", id));

    internal static byte[] Heartbeat(DateTimeOffset at) => Write("heartbeat", null, writer => writer.WriteString("at", at));

    internal static byte[] Pong() => Write("pong", null, static _ => { });

    internal static byte[] Error(long? id, string code, string message) => Write("error", null, writer =>
    {
        if (id is { } number) writer.WriteNumber("id", number);
        writer.WriteString("code", code);
        writer.WriteString("message", message);
    });

    /// <summary>The change that says a key is gone; it keeps the version, so that whatever the publisher sends next is newer.</summary>
    internal static FeedChange Removal(FeedChange last)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("key", last.Key);
            writer.WriteNumber("epoch", last.Epoch);
            writer.WriteNumber("version", last.Version);
            writer.WriteBoolean("removed", true);
            writer.WriteEndObject();
        }

        return new FeedChange(last.Key, last.Epoch, last.Version, Removed: true, buffer.WrittenSpan.ToArray());
    }

    private static void WritePosition(Utf8JsonWriter writer, string epoch, long version)
    {
        writer.WriteString("epoch", epoch);
        writer.WriteNumber("version", version);
    }

    private static void WriteValues(Utf8JsonWriter writer, IEnumerable<FeedChange> values)
    {
        writer.WriteStartArray("values");
        foreach (var value in values) writer.WriteRawValue(value.Json, skipInputValidation: true);
        writer.WriteEndArray();
    }

    private static byte[] Write(string type, FeedName? name, Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            if (name is not null) writer.WriteString("topic", name.Topic);
            if (name?.Argument is { } argument) writer.WriteString("argument", argument);
            body(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
