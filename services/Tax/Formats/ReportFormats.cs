using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>The forms in which a return is written.</summary>
[Flags]
internal enum ReportFormats
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A file per table.</summary>
    Csv = 1,

    /// <summary>return.json.</summary>
    Json = 2,

    /// <summary>report.xlsx.</summary>
    Xlsx = 4,

    /// <summary>report.pdf.</summary>
    Pdf = 8,
}

/// <summary>Reads <c>csv,json,xlsx,pdf</c>.</summary>
internal static class ReportFormatWords
{
    /// <summary>Everything.</summary>
    public const string All = "csv,json,xlsx,pdf";

    public static Result<ReportFormats> Parse(string text)
    {
        var formats = ReportFormats.None;
        foreach (var word in text.Split(','))
        {
            if (!All.Split(',').Contains(word, StringComparer.Ordinal)) return new Error("TAX_USAGE", $"--formats must be a list of {All}");
            formats |= Enum.Parse<ReportFormats>(word, ignoreCase: true);
        }

        return formats;
    }
}
