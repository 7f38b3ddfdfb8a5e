using System.Text.Json;

namespace PortfolioPlatform.Contracts;

/// <summary>
/// Reads texts that come again and again (codes, symbols, sources): one that was read lately is given again instead of a new copy, because a page of a thousand
/// transactions says the same few words nine thousand times. Only for words of venues, never for what is private.
/// </summary>
internal static class RepeatedText
{
    private const int Longest = 24;
    private const int Places = 256;

    [ThreadStatic]
    private static string[]? recent;

    /// <summary>The text the reader stands on; null for null.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length is 0 or > Longest) return reader.GetString();
        ref var place = ref (recent ??= new string[Places])[Place(reader.ValueSpan)];
        if (place is null || !reader.ValueTextEquals(place)) place = reader.GetString()!;
        return place;
    }

    private static int Place(ReadOnlySpan<byte> text)
    {
        var hash = (uint)text.Length;
        foreach (var each in text) hash = (hash * 31) + each;
        return (int)(hash % Places);
    }
}
