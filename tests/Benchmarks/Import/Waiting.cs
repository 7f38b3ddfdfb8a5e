using System.Globalization;
using System.Text.RegularExpressions;

namespace PortfolioPlatform.Benchmarks.Import;

/// <summary>What the machine waited for so far: seconds in which some task wanted a core and had none, in which every task waited for a disk, and bytes written to disks.</summary>
internal sealed record Waiting(double Processor, double Disk, double Written)
{
    private const double Sector = 512;

    public static Waiting Now() => new(Seconds("cpu", "some"), Seconds("io", "full"), WrittenBytes());

    public static Waiting operator -(Waiting later, Waiting earlier) => new(later.Processor - earlier.Processor, later.Disk - earlier.Disk, later.Written - earlier.Written);

    private static double Seconds(string what, string kind)
    {
        var line = File.ReadLines($"/proc/pressure/{what}").First(l => l.StartsWith(kind, StringComparison.Ordinal));
        return double.Parse(Regex.Match(line, @"total=(\d+)").Groups[1].Value, CultureInfo.InvariantCulture) / 1e6;
    }

    private static double WrittenBytes() => File.ReadLines("/proc/diskstats").Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(w => Directory.Exists($"/sys/block/{w[2]}")).Sum(w => double.Parse(w[9], CultureInfo.InvariantCulture)) * Sector;
}
