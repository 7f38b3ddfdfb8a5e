using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

internal sealed class IntScalar : ScalarType
{
    public IntScalar() : base("Int") =>
        Description = "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values between -(2^31) and 2^31 - 1.";

    public override bool TryReadLiteral(ValueNode literal, out object? value)
    {
        value = literal is IntValueNode i && int.TryParse(i.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        return value is not null;
    }

    public override bool TryReadJson(JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.Number) return false;
        if (json.TryGetInt32(out var number)) value = number;
        else if (json.TryGetDouble(out var real) && real == Math.Floor(real) && real is >= int.MinValue and <= int.MaxValue) value = (int)real;
        return value is not null;
    }

    public override bool TryWrite(object value, JsonOutput output)
    {
        int? number = value switch
        {
            int i => i,
            short s => s,
            byte b => b,
            bool b => b ? 1 : 0,
            long l when l is >= int.MinValue and <= int.MaxValue => (int)l,
            double d when d == Math.Floor(d) && d is >= int.MinValue and <= int.MaxValue => (int)d,
            string { Length: > 0 } s when FloatScalar.TryNumber(s, out var d) && d == Math.Floor(d) && d is >= int.MinValue and <= int.MaxValue => (int)d,
            _ => null,
        };
        if (number is null) return false;
        output.Number(number.Value);
        return true;
    }
}

internal sealed class FloatScalar : ScalarType
{
    public FloatScalar() : base("Float") =>
        Description = "The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).";

    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    public override bool TryReadLiteral(ValueNode literal, out object? value)
    {
        var text = (literal as IntValueNode)?.Text ?? (literal as FloatValueNode)?.Text;
        value = text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        return value is not null;
    }

    public override bool TryReadJson(JsonElement json, out object? value)
    {
        value = json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
        return value is not null;
    }

    public override bool TryWrite(object value, JsonOutput output)
    {
        double? number = value switch
        {
            double d => d,
            float f => f,
            int i => i,
            long l => l,
            decimal d => (double)d,
            bool b => b ? 1 : 0,
            string { Length: > 0 } s when TryNumber(s, out var d) => d,
            _ => null,
        };
        if (number is null || !double.IsFinite(number.Value)) return false;
        output.Number(number.Value);
        return true;
    }
}

/// <summary>64 bits as a JSON number; written as a string it is read too.</summary>
internal sealed class LongScalar : ScalarType
{
    public LongScalar() : base("Long") => Description = "A whole number of 64 bits.";

    public override bool TryReadLiteral(ValueNode literal, out object? value)
    {
        var text = (literal as IntValueNode)?.Text ?? (literal as StringValueNode)?.Value;
        value = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        return value is not null;
    }

    public override bool TryReadJson(JsonElement json, out object? value)
    {
        value = json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var number) ? number
            : json.ValueKind == JsonValueKind.String && long.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number
            : null;
        return value is not null;
    }

    public override bool TryWrite(object value, JsonOutput output)
    {
        if (value is not (long or int or short or byte)) return false;
        output.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        return true;
    }
}

/// <summary>Exact decimals as strings, in both directions; other exact types write themselves.</summary>
internal sealed class DecimalScalar : ScalarType
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public DecimalScalar() : base("Decimal") => Description = "An exact decimal number, written as a string so that no reader rounds it.";

    public override bool TryReadLiteral(ValueNode literal, out object? value) => TryRead((literal as StringValueNode)?.Value, out value);

    public override bool TryReadJson(JsonElement json, out object? value) => TryRead(json.ValueKind == JsonValueKind.String ? json.GetString() : null, out value);

    public override bool TryWrite(object value, JsonOutput output)
    {
        if (value is double or float || value is not IUtf8SpanFormattable exact) return false;
        output.Quoted(exact);
        return true;
    }

    private static bool TryRead(string? text, out object? value)
    {
        value = decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) && !Rounded(text, number) ? number : null;
        return value is not null;
    }

    /// <summary>decimal drops digits beyond its 28 without a word.</summary>
    private static bool Rounded(string text, decimal number) =>
        text.Length > 28 && !Significant(text).SequenceEqual(Significant(number.ToString(CultureInfo.InvariantCulture)));

    private static ReadOnlySpan<char> Significant(ReadOnlySpan<char> text)
    {
        var digits = text.TrimStart("+-0");
        return digits.Contains('.') ? digits.TrimEnd('0').TrimEnd('.') : digits;
    }
}
