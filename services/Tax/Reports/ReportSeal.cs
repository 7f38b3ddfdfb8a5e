using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Tax.CommandLine;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>
/// What a report is frozen by: hashes of the events and prices it saw, the version of the rules, the settings. Equal seals mean equal bytes;
/// seal.json tells them, and the hash of every file.
/// </summary>
/// <param name="Settings">Jurisdiction, method, scope and so on, by name.</param>
/// <param name="Rules">The version of the rules.</param>
/// <param name="Events">Number of events.</param>
/// <param name="EventsHash">What happened.</param>
/// <param name="PricesHash">At which prices.</param>
internal sealed record ReportSeal(IReadOnlyDictionary<string, string> Settings, string Rules, int Events, string EventsHash, string PricesHash)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "seal.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>One hash over all of it.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [.. Settings.Select(s => $"{s.Key}={s.Value}"), Rules, EventsHash, PricesHash]))));

    public static ReportSeal Of(TaxOptions options, SeenEvents seen) => new(options.Settings, RuleVersion.Text, seen.Count, seen.EventsHash, seen.PricesHash);

    /// <summary>Writes the seal with the hash of every file in the folder.</summary>
    public async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            await using var file = File.OpenRead(path);
            files[Path.GetFileName(path)] = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        }

        var text = JsonSerializer.Serialize(new SealFile(Fingerprint, this, files), Indented);
        await File.WriteAllTextAsync(Path.Combine(folder, FileName), text, cancellationToken);
    }

    /// <summary>The seal of a report's folder; null where there is none.</summary>
    public static SealFile? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? JsonSerializer.Deserialize<SealFile>(File.ReadAllText(path)) : null;
    }
}

/// <summary>seal.json.</summary>
internal sealed record SealFile(string Fingerprint, ReportSeal Seal, SortedDictionary<string, string> Files);
