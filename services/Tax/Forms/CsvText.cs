using System.Text;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>CSV after RFC 4180, written and read back.</summary>
internal static class CsvText
{
    /// <summary>One line without its end.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell));

    /// <summary>Cells by line.</summary>
    public static IReadOnlyList<string[]> Read(string text)
    {
        var lines = new List<string[]>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
            else if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\n')) cell.Append(c);
            else End(c);
        }

        return lines;

        void End(char c)
        {
            cells.Add(cell.ToString());
            cell.Clear();
            if (c != '\n') return;
            lines.Add([.. cells]);
            cells.Clear();
        }
    }

    /// <summary>One cell, quoted where it must be.</summary>
    // A cell that a spreadsheet would take for a formula is told to be text.
    public static string Cell(string text)
    {
        if (text.Length > 0 && (text[0] is '=' or '@' || (text[0] is '+' or '-' && !Kernel.Quantity.TryParse(text, out _)))) text = $"'{text}";
        return text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
