using System.Text;

namespace PortfolioPlatform.Portfolio.Data;

/// <summary>PostgreSQL array literals: arrays of different lengths travel as one parameter of texts, and amounts of any size pass exactly.</summary>
internal static class ArrayLiteral
{
    /// <summary>An array of texts, each quoted.</summary>
    public static string Of(IEnumerable<string> texts)
    {
        var literal = new StringBuilder("{");
        foreach (var text in texts)
        {
            if (literal.Length > 1) literal.Append(',');
            literal.Append('"').Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return literal.Append('}').ToString();
    }

    /// <summary>An array of numbers or other plain words.</summary>
    public static string OfPlain<T>(IEnumerable<T> values) => $"{{{string.Join(',', values)}}}";
}
