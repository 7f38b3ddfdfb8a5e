using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>Why two frozen reports differ: settings, rules, events, prices; and what it did to the rows and lines.</summary>
internal static class ReportDifference
{
    /// <summary>Everything that differs; nothing when the reports were made of the same.</summary>
    public static IReadOnlyList<ReportChange> Explain(SealedReport old, SealedReport now)
    {
        var (before, after) = (old.Seal.Seal, now.Seal.Seal);
        var said = new List<ReportChange>();
        foreach (var name in before.Settings.Keys.Union(after.Settings.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            if (Of(before, name) != Of(after, name)) said.Add(new("setting", name, $"{Of(before, name)} -> {Of(after, name)}"));
        if (before.Rules != after.Rules) said.Add(new("rules", "", $"{before.Rules} -> {after.Rules}"));
        if (before.EventsHash != after.EventsHash || before.PricesHash != after.PricesHash) said.AddRange(Tables("event", old.EventRows, now.EventRows, key: 1));
        if (said.Count == 0 && before.PricesHash != after.PricesHash) said.Add(new("prices", "", "the file of prices says something else"));
        var files = old.Seal.Files.Keys.Union(now.Seal.Files.Keys, StringComparer.Ordinal).Where(f => old.Seal.Files.GetValueOrDefault(f) != now.Seal.Files.GetValueOrDefault(f)).ToArray();
        if (files.Contains(SealedReport.Disposals, StringComparer.Ordinal)) said.AddRange(Tables("disposal", old.DisposalRows, now.DisposalRows, key: 5));
        if (files.Length > 0) said.Add(new("files", "", string.Join(", ", files)));
        return said;
    }

    private static string Of(ReportSeal seal, string setting) => seal.Settings.GetValueOrDefault(setting, "(none)");

    // Rows are the same row when their first cells are; for disposals those are disposal, asset, time, lot and its time.
    private static IEnumerable<ReportChange> Tables(string what, string old, string now, int key)
    {
        var (header, before) = Rows(old, key);
        var (_, after) = Rows(now, key);
        foreach (var id in before.Keys.Except(after.Keys, StringComparer.Ordinal)) yield return new(what, id, ReportChange.Gone);
        foreach (var (id, row) in after)
            if (!before.TryGetValue(id, out var was)) yield return new(what, id, ReportChange.New);
            else if (!was.SequenceEqual(row, StringComparer.Ordinal)) yield return new(what, id, string.Join("; ", header.Index().Where(h => was[h.Index] != row[h.Index]).Select(h => $"{h.Item} {was[h.Index]} -> {row[h.Index]}")));
    }

    private static (string[] Header, Dictionary<string, string[]> Rows) Rows(string text, int key)
    {
        var lines = CsvText.Read(text);
        var rows = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1)) rows[string.Join(' ', line.Take(key).Where(c => c.Length > 0))] = line;
        return (lines[0], rows);
    }
}
