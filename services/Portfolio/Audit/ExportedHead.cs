using System.Text.Json;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Audit;

/// <summary>The end of a chain as it was told to somebody outside: from then on no row up to it can be cut off or changed unnoticed.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Account">Which chain.</param>
/// <param name="Number">Its last row.</param>
/// <param name="Hash">Hash of that row, hex.</param>
/// <param name="At">When it was exported.</param>
internal sealed record ExportedHead(TenantId Tenant, AccountId Account, long Number, string Hash, DateTimeOffset At)
{
    public static string Write(ExportedHead head) => JsonSerializer.Serialize(head, JsonSerializerOptions.Web);

    /// <summary>One JSON object a line; several exports may stand in one file.</summary>
    public static IReadOnlyList<ExportedHead> Read(IEnumerable<string> lines) =>
        [.. lines.Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<ExportedHead>(l, JsonSerializerOptions.Web)!)];
}
