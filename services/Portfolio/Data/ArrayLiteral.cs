using System.Globalization;
using System.Runtime.CompilerServices;

namespace PortfolioPlatform.Portfolio.Data;

/// <summary>PostgreSQL array literals: arrays of different lengths travel as one parameter of texts, and amounts of any size pass exactly.</summary>
internal static class ArrayLiteral
{
    private const int Usual = 256;

    /// <summary>An array of texts, each quoted.</summary>
    public static string Of(IEnumerable<string> texts)
    {
        var literal = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[Usual]);
        var separator = "{\"";
        foreach (var text in texts)
        {
            literal.AppendLiteral(separator);
            literal.AppendLiteral(text.AsSpan().ContainsAny('\\', '"') ? text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) : text);
            separator = "\",\"";
        }

        literal.AppendLiteral(separator.Length == 2 ? "{}" : "\"}");
        return literal.ToStringAndClear();
    }

    /// <summary>An array of numbers.</summary>
    public static string OfNumbers<T>(IEnumerable<T> values)
        where T : struct
    {
        var literal = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[Usual]);
        var separator = "{";
        foreach (var value in values)
        {
            literal.AppendLiteral(separator);
            literal.AppendFormatted(value);
            separator = ",";
        }

        literal.AppendLiteral(separator == "{" ? "{}" : "}");
        return literal.ToStringAndClear();
    }
}
