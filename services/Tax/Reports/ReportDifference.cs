using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>Why two frozen reports differ: settings, rules, events, prices; and what it did to the rows and lines.</summary>
internal static class ReportDifference
{
    /// <summary>One sentence a difference; nothing when the reports were made of the same.</summary>
    public static IReadOnlyList<string> Explain(string oldFolder, SealFile old, string newFolder, SealFile now)
    {
        var said = new List<string>();
        foreach (var name in old.Seal.Settings.Keys.Union(now.Seal.Settings.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            if (Of(old, name) != Of(now, name)) said.Add($"setting {name}: {Of(old, name)} -> {Of(now, name)}");
        if (old.Seal.Rules != now.Seal.Rules) said.Add($"rules: {old.Seal.Rules} -> {now.Seal.Rules}");
        if (old.Seal.EventsHash != now.Seal.EventsHash || old.Seal.PricesHash != now.Seal.PricesHash) said.AddRange(Tables("event", oldFolder, newFolder, "events.csv", key: 1));
        if (said.Count == 0 && old.Seal.PricesHash != now.Seal.PricesHash) said.Add("prices: the file of prices says something else");
        var files = old.Files.Keys.Union(now.Files.Keys, StringComparer.Ordinal).Where(f => old.Files.GetValueOrDefault(f) != now.Files.GetValueOrDefault(f)).ToArray();
        if (files.Contains("disposals.csv", StringComparer.Ordinal)) said.AddRange(Tables("disposal", oldFolder, newFolder, "disposals.csv", key: 5));
        if (files.Length > 0) said.Add($"files that differ: {string.Join(", ", files)}");
        return said;
    }

    private static string Of(SealFile file, string setting) => file.Seal.Settings.GetValueOrDefault(setting, "(none)");

    // Rows are the same row when their first cells are; for disposals those are disposal, asset, time, lot and its time.
    private static IEnumerable<string> Tables(string what, string oldFolder, string newFolder, string name, int key)
    {
        var (header, before) = Rows(Path.Combine(oldFolder, name), key);
        var (_, after) = Rows(Path.Combine(newFolder, name), key);
        foreach (var id in before.Keys.Except(after.Keys, StringComparer.Ordinal)) yield return $"{what} {id} is gone";
        foreach (var (id, row) in after)
            if (!before.TryGetValue(id, out var was)) yield return $"{what} {id} is new";
            else if (!was.SequenceEqual(row, StringComparer.Ordinal)) yield return $"{what} {id}: {string.Join("; ", header.Index().Where(h => was[h.Index] != row[h.Index]).Select(h => $"{h.Item} {was[h.Index]} -> {row[h.Index]}"))}";
    }

    private static (string[] Header, Dictionary<string, string[]> Rows) Rows(string path, int key)
    {
        var lines = CsvText.Read(File.ReadAllText(path));
        var rows = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1)) rows[string.Join(' ', line.Take(key).Where(c => c.Length > 0))] = line;
        return (lines[0], rows);
    }
}
