using System.Collections.Frozen;
using System.Text.Json;

namespace PortfolioPlatform.Contracts;

/// <summary>Members of an enumeration by name.</summary>
internal static class EnumWord<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, JsonEncodedText> Words = Enum.GetValues<T>().ToFrozenDictionary(each => each, each => JsonEncodedText.Encode(each.ToString()));
    private static readonly FrozenDictionary<string, T> Members = Enum.GetValues<T>().ToFrozenDictionary(each => each.ToString(), each => each, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a member.</summary>
    public static JsonEncodedText Of(T member) => Words[member];

    /// <summary>The member whose name the reader stands on.</summary>
    /// <exception cref="JsonException">There is none.</exception>
    public static T Read(ref Utf8JsonReader reader) =>
        RepeatedText.Read(ref reader) is { } word && Members.TryGetValue(word, out var member) ? member : throw new JsonException($"This is no {typeof(T).Name}.");
}
