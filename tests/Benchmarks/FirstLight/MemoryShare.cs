using System.Globalization;

namespace PortfolioPlatform.Benchmarks.FirstLight;

/// <summary>Proportional set size of a process and all below it: pages several processes share count once in the sum.</summary>
internal static class MemoryShare
{
    public static IReadOnlyList<(string Name, double Megabytes)> Of(int root)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(n => int.TryParse(n, out _)).Select(n => int.Parse(n!, CultureInfo.InvariantCulture)).ToDictionary(id => id, Parent);
        return [.. parents.Keys.Where(id => IsBelow(id, root, parents)).Select(id => (Name(id), Pss(id))).GroupBy(m => m.Item1).Select(g => ($"{g.Key} × {g.Count()}", g.Sum(m => m.Item2)))];
    }

    private static bool IsBelow(int id, int root, Dictionary<int, int> parents)
    {
        for (var at = id; at > 1; at = parents.GetValueOrDefault(at))
            if (at == root) return true;
        return false;
    }

    private static int Parent(int id) => Read($"/proc/{id}/stat") is { Length: > 0 } text ? int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    private static string Name(int id) => Read($"/proc/{id}/comm").Trim();

    private static double Pss(int id) =>
        Read($"/proc/{id}/smaps_rollup").Split('\n').FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024
            : 0;

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
