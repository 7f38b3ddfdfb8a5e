using System.Text.Json;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

internal delegate bool TextReader<T>(string text, out T value);

internal delegate int TextWriter<in T>(T value, Span<byte> buffer);

/// <summary>A scalar whose values are strings of one form.</summary>
internal sealed class TextScalar<T> : ScalarType
    where T : struct
{
    private readonly TextReader<T> _read;
    private readonly TextWriter<T> _write;

    public TextScalar(string name, string description, string specifiedBy, TextReader<T> read, TextWriter<T> write) : base(name)
    {
        (_read, _write) = (read, write);
        (Description, SpecifiedByUrl) = (description, specifiedBy);
    }

    public override bool TryReadLiteral(ValueNode literal, out object? value) => TryRead((literal as StringValueNode)?.Value, out value);

    public override bool TryReadJson(JsonElement json, out object? value) => TryRead(json.ValueKind == JsonValueKind.String ? json.GetString() : null, out value);

    public override bool TryWrite(object value, JsonOutput output) => value is T typed && Write(typed, output);

    internal bool Write(T value, JsonOutput output)
    {
        Span<byte> buffer = stackalloc byte[64];
        output.QuotedAscii(buffer[.._write(value, buffer)]);
        return true;
    }

    private bool TryRead(string? text, out object? value)
    {
        value = text is not null && _read(text, out var typed) ? typed : null;
        return value is not null;
    }
}

/// <summary>Instants as text: UTC, Z, fractions without trailing zeros.</summary>
internal static class InstantText
{
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 20 || text[10] is not ('T' or 't') || !(text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')) return false;
        if (!DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var read)) return false;
        instant = read.ToUniversalTime();
        return true;
    }

    public static int Format(DateTimeOffset instant, Span<byte> buffer) =>
        instant.UtcDateTime.TryFormat(buffer, out var written, "yyyy-MM-ddTHH:mm:ss.FFFFFFZ") ? written : 0;
}
