using System.Globalization;

namespace PortfolioPlatform.Faults.Tests.Memory;

/// <summary>What this process and its children weigh.</summary>
/// <param name="Heap">Managed objects that are alive, in MB.</param>
/// <param name="Pss">Proportional set size of the whole tree of processes, in MB.</param>
internal sealed record Weight(double Heap, double Pss)
{
    private const double Megabyte = 1 << 20;

    public static Weight Now() => new(GC.GetTotalMemory(forceFullCollection: true) / Megabyte, TreeOf(Environment.ProcessId).Sum(PssOf));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"heap {Heap:0.0} MB, PSS {Pss:0.0} MB");

    private static IEnumerable<int> TreeOf(int process)
    {
        var parents = Directory.GetDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var id) ? id : 0).Where(id => id > 0).Select(id => (Id: id, Parent: ParentOf(id))).ToList();
        var tree = new List<int> { process };
        for (var i = 0; i < tree.Count; i++) tree.AddRange(parents.Where(p => p.Parent == tree[i]).Select(p => p.Id));
        return tree;
    }

    /// <summary>The fourth word of stat; the second may hold blanks and ends with a parenthesis.</summary>
    private static int ParentOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double PssOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / Megabyte;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
