using System.Diagnostics;
using System.Globalization;

namespace PortfolioPlatform.Benchmarks.Import;

/// <summary>Processor seconds used so far: by this process, and by the database server of a data folder with its children.</summary>
internal sealed record CpuTime(double Product, double Server)
{
    private const double TicksPerSecond = 100;

    public static CpuTime Of(string dataFolder)
    {
        var stats = Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)).Select(Stat).OfType<(int Id, int Parent, double Seconds)>().ToList();
        var postmaster = int.Parse(File.ReadLines(Path.Combine(dataFolder, "pg", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        return new(Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds, stats.Where(s => s.Id == postmaster || s.Parent == postmaster).Sum(s => s.Seconds));
    }

    public static CpuTime operator -(CpuTime later, CpuTime earlier) => new(later.Product - earlier.Product, later.Server - earlier.Server);

    /// <summary>Time of a process, with that of its children that ended.</summary>
    private static (int Id, int Parent, double Seconds)? Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var words = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture), words[11..15].Sum(w => double.Parse(w, CultureInfo.InvariantCulture)) / TicksPerSecond);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
