using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Kernel;

[JsonConverter(typeof(QuantityJsonConverter))]
public readonly partial struct Quantity
{
    private const int ShortDigits = 19;

    /// <summary>Parses plain or exponent notation exactly.</summary>
    /// <exception cref="FormatException">The text is no number, or cannot be held exactly.</exception>
    public static Quantity Parse(string text) => Parse(text.AsSpan());

    /// <inheritdoc cref="Parse(string)"/>
    public static Quantity Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not an exact decimal number.");

    /// <summary>Parses plain or exponent notation; false unless the number can be held exactly.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Quantity value)
    {
        if (TryShort(text, out value)) return true;
        var exponent = 0;
        var mark = text.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            if (!int.TryParse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 200) return false;
            text = text[..mark];
        }

        return TryDigits(text, out var units, out var scale) && TryScaled(units, scale - exponent, out value);
    }

    /// <summary>Parses UTF-8 as <see cref="TryParse(ReadOnlySpan{char}, out Quantity)"/> does.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Quantity value) => TryShort(utf8, out value) || TryParse(Encoding.UTF8.GetString(utf8), out value);

    /// <summary>Plain notation, no exponent, trailing zeros removed: the canonical text.</summary>
    public override string ToString()
    {
        if (_wide is null) return Plain(_small);
        var (units, scale) = Reduce(Units, Scale);
        if (scale == 0) return units.ToString(CultureInfo.InvariantCulture);
        var digits = BigInteger.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return string.Concat(units.Sign < 0 ? "-" : "", digits.AsSpan(0, digits.Length - scale), ".", digits.AsSpan(digits.Length - scale));
    }

    private static string Plain(decimal value)
    {
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        if (value.Scale > 0)
        {
            while (text[length - 1] == '0') length--;
            if (text[length - 1] == '.') length--;
        }

        return length == 2 && text[0] == '-' && text[1] == '0' ? "0" : text[..length].ToString();
    }

    // Plain notation of so few digits fits a decimal whatever they are; that is nearly every number there is.
    private static bool TryShort<T>(ReadOnlySpan<T> text, out Quantity value)
        where T : unmanaged, IBinaryInteger<T>
    {
        value = default;
        var negative = text.Length > 0 && text[0] == T.CreateTruncating('-');
        if (negative || (text.Length > 0 && text[0] == T.CreateTruncating('+'))) text = text[1..];
        if (text.Length is 0 or > ShortDigits + 1) return false;
        var units = 0UL;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = int.CreateTruncating(text[i]) - '0';
            if (digit is >= 0 and <= 9) units = (units * 10) + (uint)digit;
            else if (digit == '.' - '0' && point < 0) point = i;
            else return false;
        }

        var digits = point < 0 ? text.Length : text.Length - 1;
        if (digits is 0 or > ShortDigits) return false;
        value = new Quantity(new decimal((int)units, (int)(units >> 32), 0, negative && units != 0, (byte)(point < 0 ? 0 : digits - point)));
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out BigInteger units, out int scale)
    {
        units = default;
        scale = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '-' or '+') text = text[1..];
        var point = text.IndexOf('.');
        var digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        if (point >= 0) scale = text.Length - point - 1;
        if (digits.Length is 0 or > 400 || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return false;
        units = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (negative) units = -units;
        return true;
    }

    private static bool TryScaled(BigInteger units, int scale, out Quantity value)
    {
        value = default;
        if (scale < 0) (units, scale) = (units * BigInteger.Pow(10, -scale), 0);
        if (scale > MaxScale || BigInteger.Abs(units) >= Limit) (units, scale) = Reduce(units, scale);
        if (scale > MaxScale || BigInteger.Abs(units) >= Limit) return false;
        value = FromUnits(units, scale);
        return true;
    }
}

/// <summary>Quantities are JSON strings, so that no reader can take them for doubles; plain JSON numbers are read exactly too.</summary>
public sealed class QuantityJsonConverter : JsonConverter<Quantity>
{
    /// <inheritdoc/>
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader is { HasValueSequence: false, ValueIsEscaped: false } && reader.TokenType is JsonTokenType.String or JsonTokenType.Number && Quantity.TryParse(reader.ValueSpan, out var plain)) return plain;
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        return Quantity.TryParse(text, out var value) ? value : throw new JsonException($"'{text}' is not an exact decimal number.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Quantity.MaxTextLength];
        value.TryFormat(text, out var length, default, null);
        writer.WriteStringValue(text[..length]);
    }
}
