namespace PortfolioPlatform.Tax.Formats;

/// <summary>What stands on every page of a report.</summary>
/// <param name="Jurisdiction">Its name.</param>
/// <param name="Method">The method in words.</param>
/// <param name="Currency">The currency of all amounts.</param>
/// <param name="Mark">What identifies the report: its fingerprint.</param>
/// <param name="Paper">The size of a page.</param>
internal sealed record ReportHead(string Jurisdiction, string Method, string Currency, string Mark, Paper Paper);

/// <summary>Upright width and height in tenths of a point.</summary>
internal sealed record Paper(int Width, int Height)
{
    /// <summary>ISO 216.</summary>
    public static Paper A4 { get; } = new(5953, 8419);

    /// <summary>North America.</summary>
    public static Paper Letter { get; } = new(6120, 7920);
}
