using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>Puts one table on pages: the form's headings, lines between columns, totals at the foot of each page, the table's total on its last.</summary>
internal sealed class SheetPages
{
    private const int Margin = 300, Row = 110, Head = 620, Foot = 520, Padding = 25, Largest = 75, Smallest = 40;

    private readonly FormSheet _sheet;
    private readonly string _subtitle;
    private readonly int _width;
    private readonly int _height;
    private readonly (int Index, string Heading, bool Right)[] _columns;
    private readonly string[] _total;
    private readonly int[] _edges;
    private readonly int _size;
    private readonly (string Caption, string[][] Rows)[] _groups;

    public SheetPages(FormSheet sheet, string subtitle, int width, int height)
    {
        (_sheet, _subtitle, _width, _height) = (sheet, subtitle, width, height);
        var paper = sheet.Paper.Count > 0 ? sheet.Paper : [.. sheet.Columns.Select(c => new PaperColumn(c, c.Replace('_', ' ')))];
        _columns = [.. paper.Select(p => (sheet.Columns.Index().First(c => c.Item == p.Name).Index, p.Heading, sheet.Summed.Contains(p.Name, StringComparer.Ordinal)))];
        _total = SheetTotals.Line(sheet);
        var widths = _columns.Select(Widest).ToArray();
        var room = width - (2 * Margin);
        _size = Math.Clamp((room - (2 * Padding * widths.Length)) * Largest / Math.Max(1, widths.Sum()), Smallest, Largest);
        _edges = Edges(widths, room);
        _groups = sheet.PageOf is { } common ? [.. sheet.Rows.GroupBy(common).Select(g => (g.Key, g.ToArray()))] : [("", [.. sheet.Rows])];
        if (_groups.Length == 0) _groups = [("", [])];
    }

    /// <summary>How many pages it takes. A table without rows has one.</summary>
    public int Count => _groups.Sum(g => Math.Max(1, (g.Rows.Length + PerPage - 1) / PerPage));

    private int PerPage => (_height - Head - Foot - (4 * Row)) / Row;

    /// <summary>Adds the pages.</summary>
    public void Write(PdfDocument document, CancellationToken cancellationToken)
    {
        foreach (var (caption, rows) in _groups)
        {
            var pages = rows.Length == 0 ? [[]] : rows.Chunk(PerPage).ToArray();
            for (var i = 0; i < pages.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                List<string[]> totals = [SheetTotals.Line(_sheet, pages[i], "page")];
                if (i + 1 == pages.Length && caption.Length > 0) totals.Add(SheetTotals.Line(_sheet, rows, "part"));
                if (i + 1 == pages.Length && caption == _groups[^1].Caption) totals.Add([.. _total]);
                var (content, lines) = (pages[i], _sheet.Summed.Count > 0 ? totals : []);
                document.Add(page => Page(page, caption, content, lines));
            }
        }
    }

    private void Page(PdfPage page, string caption, string[][] rows, List<string[]> totals)
    {
        var y = _height - Margin - 120;
        page.Text(Margin, y, 120, _sheet.Title, _width - (2 * Margin), bold: true);
        page.Text(Margin, y - 120, 80, caption.Length > 0 ? $"{_subtitle} - {caption}" : _subtitle, _width - (2 * Margin));
        var top = y -= 170;
        y -= Row;
        foreach (var (i, column) in _columns.Index()) page.Text(_edges[i] + Padding, y + 30, _size, column.Heading, Room(i), bold: true, column.Right);
        page.Line(_edges[0], top, _edges[^1], top);
        page.Line(_edges[0], y, _edges[^1], y);
        foreach (var row in rows) Cells(page, row, y -= Row, bold: false);
        page.Line(_edges[0], y, _edges[^1], y);
        foreach (var line in totals) Cells(page, OnPaper(line), y -= Row, bold: true);
        page.Line(_edges[0], y, _edges[^1], y);
        foreach (var edge in _edges) page.Line(edge, top, edge, y);
    }

    // The word of a line of totals stands in the first column there is, whichever that is.
    private string[] OnPaper(string[] totals)
    {
        if (_columns[0].Index > 0) totals[_columns[0].Index] = totals[0];
        return totals;
    }

    private void Cells(PdfPage page, string[] cells, int y, bool bold)
    {
        foreach (var (i, column) in _columns.Index()) page.Text(_edges[i] + Padding, y + 30, _size, cells[column.Index], Room(i), bold, column.Right);
    }

    private int Room(int column) => _edges[column + 1] - _edges[column] - (2 * Padding);

    // Bold letters are about a tenth wider, and totals longer than any cell.
    private int Widest((int Index, string Heading, bool Right) column)
    {
        var heading = Math.Min(900, Helvetica.Width(column.Heading, Largest) * 11 / 10);
        var cells = _sheet.Rows.Count == 0 ? 0 : _sheet.Rows.Max(r => Helvetica.Width(r[column.Index], Largest));
        return Math.Max(Math.Max(heading, Math.Min(1800, cells)), column.Right ? Helvetica.Width(_total[column.Index], Largest) * 11 / 10 : 0) + 10;
    }

    private static int[] Edges(int[] widths, int room)
    {
        var edges = new int[widths.Length + 1];
        var free = room - (2 * Padding * widths.Length);
        var sum = widths.Sum();
        edges[0] = Margin;
        for (int i = 0, used = 0; i < widths.Length; i++)
        {
            used += widths[i];
            edges[i + 1] = Margin + (2 * Padding * (i + 1)) + (int)((long)free * used / sum);
        }

        return edges;
    }
}
