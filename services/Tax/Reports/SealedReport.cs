using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>What of a frozen report says why it is as it is: the seal, the events, and the rows they became.</summary>
/// <param name="Seal">seal.json.</param>
/// <param name="EventRows">events.csv.</param>
/// <param name="DisposalRows">disposals.csv.</param>
internal sealed record SealedReport(SealFile Seal, string EventRows, string DisposalRows)
{
    /// <summary>What the report was made of.</summary>
    public const string Events = "events.csv";

    /// <summary>The matched rows.</summary>
    public const string Disposals = "disposals.csv";

    /// <summary>The report of a folder; null where there is none.</summary>
    public static SealedReport? OfFolder(string folder) =>
        ReportSeal.Read(folder) is { } seal ? new(seal, File.ReadAllText(Path.Combine(folder, Events)), File.ReadAllText(Path.Combine(folder, Disposals))) : null;

    /// <summary>The report of its files.</summary>
    public static SealedReport Of(byte[] seal, byte[] events, byte[] disposals) => new(JsonSerializer.Deserialize<SealFile>(seal)!, Encoding.UTF8.GetString(events), Encoding.UTF8.GetString(disposals));
}
