namespace PortfolioPlatform.Tax.Forms;

/// <summary>A table of a return: cells are plain text, numbers with a point. The columns named in <see cref="Summed"/> have a total.</summary>
/// <param name="Name">File-friendly name, such as <c>form-8949</c>.</param>
/// <param name="Columns">Column names.</param>
/// <param name="Summed">Names of the columns with a total.</param>
/// <param name="Rows">Cells by row.</param>
internal sealed record FormSheet(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Summed, IReadOnlyList<string[]> Rows)
{
    /// <summary>The heading on paper.</summary>
    public string Title { get; init; } = Name;

    /// <summary>Whether another program imports it: a CSV and nothing else, without a line of totals.</summary>
    public bool IsImport { get; init; }

    /// <summary>Columns that go on paper, with the form's own headings; all columns when empty.</summary>
    public IReadOnlyList<PaperColumn> Paper { get; init; } = [];

    /// <summary>What rows on one page have in common, in words (a box of the form); rows come in its order. Null: nothing.</summary>
    public Func<string[], string>? PageOf { get; init; }
}

/// <summary>A column on paper.</summary>
/// <param name="Name">The sheet's column.</param>
/// <param name="Heading">As the form writes it.</param>
internal readonly record struct PaperColumn(string Name, string Heading);
