namespace PortfolioPlatform.Tax.Forms;

/// <summary>A table of a return: cells are plain text, numbers with a point. The columns named in <see cref="Summed"/> have a total.</summary>
/// <param name="Name">File-friendly name, such as <c>form-8949</c>.</param>
/// <param name="Columns">Column names.</param>
/// <param name="Summed">Names of the columns with a total.</param>
/// <param name="Rows">Cells by row.</param>
internal sealed record FormSheet(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Summed, IReadOnlyList<string[]> Rows);
