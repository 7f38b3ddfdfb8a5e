using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>How messages are written: camel case, enumerations by name, unknown members ignored, so that messages can gain optional members.</summary>
public static class MessageJson
{
    /// <summary>The one set of options of the bus.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The name a message travels under: that of its type.</summary>
    public static string TypeName(Type type) => type.Name;

    /// <summary>Writes a message, in UTF-8.</summary>
    public static byte[] Write(IMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), Options);

    /// <summary>Reads a message of a known type from UTF-8.</summary>
    public static IMessage Read(Type type, ReadOnlySpan<byte> body) =>
        (IMessage?)JsonSerializer.Deserialize(body, type, Options) ?? throw new JsonException($"A {type.Name} cannot be null.");
}
