namespace PortfolioPlatform.Tax.Forms;

/// <summary>What is filed for one year: tables and lines, rounded; nothing is rounded before.</summary>
/// <param name="Year">As the jurisdiction writes it: 2024, 2024/25.</param>
/// <param name="Sheets">Tables.</param>
/// <param name="Lines">Amounts.</param>
internal sealed record TaxReturn(string Year, IReadOnlyList<FormSheet> Sheets, IReadOnlyList<FormLine> Lines)
{
    /// <summary>The lines as a table.</summary>
    public FormSheet Summary => new("return", ["line", "what", "amount"], [], [.. Lines.Select(l => new[] { l.Code, l.Label, l.Amount.ToString() })]) { Title = "Return" };
}
