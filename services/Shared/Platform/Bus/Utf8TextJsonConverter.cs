using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Text that is held as UTF-8 and travels as a JSON string: a page of a thousand transactions is never copied to UTF-16 and back.</summary>
internal sealed class Utf8TextJsonConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = new byte[reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length];
        return text.AsMemory(0, reader.CopyString(text));
    }

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) => writer.WriteStringValue(value.Span);
}
