using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Reads venue JSON: numbers keep every digit, whether they come as strings or as JSON numbers.</summary>
public static class WireJson
{
    /// <summary>Whether the bytes are one complete JSON value.</summary>
    public static bool IsComplete(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read()) return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads one wire record; null when it is not in the documented shape.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads one wire record out of an element; null when it is not in the documented shape.</summary>
    public static T? Read<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.Deserialize(type);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The exact number of an element that is a number or a text holding one.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static Quantity Quantity(JsonElement element)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString() ?? "",
            JsonValueKind.Number => element.GetRawText(),
            _ => throw new FormatException($"A number was expected, not {element.ValueKind}."),
        };
        return Kernel.Quantity.Parse(text);
    }

    /// <summary>The text of an element: its string, its raw number or word, or empty for null.</summary>
    public static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() ?? "",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => element.GetRawText(),
    };

    /// <summary>The bytes as text, for error messages: at most 200 characters.</summary>
    public static string Excerpt(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, 200)]);
}
