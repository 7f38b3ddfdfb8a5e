using System.Text;

namespace PortfolioPlatform.GraphQL.Language;

/// <summary>Strings as literals.</summary>
public static partial class Printer
{
    internal static string QuotedString(string value)
    {
        var builder = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => builder.Append("\\\""),
                '\\' => builder.Append("\\\\"),
                '\b' => builder.Append("\\b"),
                '\t' => builder.Append("\\t"),
                '\n' => builder.Append("\\n"),
                '\f' => builder.Append("\\f"),
                '\r' => builder.Append("\\r"),
                < ' ' or (>= '\u007F' and <= '\u009F') => builder.Append($"\\u{(int)c:X4}"),
                _ => builder.Append(c),
            };
        }
        return builder.Append('"').ToString();
    }

    internal static string BlockString(string value)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = escaped.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var single = lines.Length == 1;
        var leading = lines.Length > 1 && lines.Skip(1).All(l => l.Length == 0 || l[0] is ' ' or '\t');
        var tripleEnd = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var trailing = (value.EndsWith('"') && !tripleEnd) || value.EndsWith('\\');
        var multiple = !single || value.Length > 70 || trailing || leading || tripleEnd;
        var skipLeading = single && value.Length > 0 && value[0] is ' ' or '\t';
        var before = (multiple && !skipLeading) || leading ? "\n" : "";
        var after = multiple || trailing ? "\n" : "";
        return $"\"\"\"{before}{escaped}{after}\"\"\"";
    }
}
