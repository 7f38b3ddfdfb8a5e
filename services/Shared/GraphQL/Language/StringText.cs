using System.Buffers;
using System.Globalization;
using System.Text;

namespace PortfolioPlatform.GraphQL.Language;

/// <summary>What a string literal means: its escapes, and the indentation of block strings (spec, section 2.9.4).</summary>
internal static class StringText
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Checks the escape at <paramref name="at"/> and returns where the text goes on.</summary>
    public static int SkipEscape(ReadOnlySpan<byte> text, int at)
    {
        var builder = new StringBuilder();
        return ReadEscape(text, at, builder);
    }

    public static string Decode(ReadOnlySpan<byte> quoted)
    {
        var text = quoted[1..^1];
        if (!text.Contains((byte)'\\')) return Encoding.UTF8.GetString(text);
        var builder = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOf((byte)'\\');
            if (next < 0) next = text.Length - at;
            builder.Append(Encoding.UTF8.GetString(text.Slice(at, next)));
            at += next;
            if (at < text.Length) at = ReadEscape(text, at, builder);
        }
        return builder.ToString();
    }

    public static string DecodeBlock(ReadOnlySpan<byte> quoted)
    {
        var raw = Encoding.UTF8.GetString(quoted[3..^3]).Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal);
        var lines = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var (common, first, last) = (int.MaxValue, -1, -1);
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = lines[i].Length - lines[i].TrimStart(' ', '\t').Length;
            if (indent == lines[i].Length) continue;
            if (first < 0) first = i;
            last = i;
            if (i > 0) common = Math.Min(common, indent);
        }
        if (last < 0) return "";
        return string.Join('\n', lines.Select((line, i) => i == 0 ? line : line[Math.Min(common, line.Length)..]).Skip(first).Take(last - first + 1));
    }

    private static int ReadEscape(ReadOnlySpan<byte> text, int at, StringBuilder builder)
    {
        if (at + 1 >= text.Length) throw new GraphQLSyntaxException("Unterminated string.", text.Length);
        if (text[at + 1] == 'u') return ReadUnicode(text, at, builder);
        builder.Append(text[at + 1] switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => throw Invalid(text, at, 2, "character"),
        });
        return at + 2;
    }

    private static int ReadUnicode(ReadOnlySpan<byte> text, int at, StringBuilder builder)
    {
        if (at + 2 < text.Length && text[at + 2] == '{') return ReadBraced(text, at, builder);
        if (!TryHex(text, at + 2, out var code)) throw Invalid(text, at, 6, "Unicode");
        if (!char.IsSurrogate((char)code))
        {
            builder.Append((char)code);
            return at + 6;
        }
        if (char.IsHighSurrogate((char)code) && text[(at + 6)..].StartsWith("\\u"u8) && TryHex(text, at + 8, out var low) && char.IsLowSurrogate((char)low))
        {
            builder.Append((char)code).Append((char)low);
            return at + 12;
        }
        throw Invalid(text, at, 6, "Unicode");
    }

    private static int ReadBraced(ReadOnlySpan<byte> text, int at, StringBuilder builder)
    {
        var length = text[at..].IndexOf((byte)'}') + 1;
        if (length is >= 5 and <= 12 && IsHex(text.Slice(at + 3, length - 4))
            && long.TryParse(text.Slice(at + 3, length - 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code <= int.MaxValue && Rune.IsValid((int)code))
        {
            builder.Append(new Rune((int)code).ToString());
            return at + length;
        }
        throw Invalid(text, at, Math.Clamp(length, 4, 12), "Unicode");
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int at, out int code)
    {
        code = 0;
        return at + 4 <= text.Length && IsHex(text.Slice(at, 4))
            && int.TryParse(text.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
    }

    private static bool IsHex(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(HexDigits);

    private static GraphQLSyntaxException Invalid(ReadOnlySpan<byte> text, int at, int length, string what) =>
        new($"Invalid {what} escape sequence: \"{Encoding.UTF8.GetString(text.Slice(at, Math.Min(length, text.Length - at)))}\".", at);
}
