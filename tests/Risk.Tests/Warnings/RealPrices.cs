using System.Globalization;
using System.IO.Compression;

namespace PortfolioPlatform.Risk.Tests.Warnings;

/// <summary>Real hourly closes against tether, which are not part of the project: <c>PORTFOLIOPLATFORM_DATA</c>, or the folder shared/data beside the repository.</summary>
internal static class RealPrices
{
    private const string Variable = "PORTFOLIOPLATFORM_DATA", Name = "prices_hourly_usdt.csv.gz", DailyName = "prices_daily.csv.gz";

    /// <summary>Where they are; null when they are nowhere.</summary>
    public static string? Path { get; } = Find(Name);

    /// <summary>Why the tests cannot run; null when they can.</summary>
    public static string? Absent => Path is null || Find(DailyName) is null ? $"{Name} and {DailyName} are not in the folder that {Variable} names, nor in shared/data beside the repository; PlantedTroubleTests hold without it." : null;

    /// <summary>Closes by the end of their bar, one number an asset; every hour between the first and the last, gaps not a number.</summary>
    public static (string[] Names, List<(DateTimeOffset At, double[] Prices)> Bars) Read()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path!), CompressionMode.Decompress));
        var names = reader.ReadLine()!.Split(',')[1..];
        var bars = new List<(DateTimeOffset At, double[] Prices)>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            var at = DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).AddHours(1);
            while (bars.Count > 0 && bars[^1].At.AddHours(1) < at) bars.Add((bars[^1].At.AddHours(1), [.. Enumerable.Repeat(double.NaN, names.Length)]));
            bars.Add((at, [.. fields.Skip(1).Select(f => f.Length == 0 ? double.NaN : double.Parse(f, CultureInfo.InvariantCulture))]));
        }

        return (names, bars);
    }

    /// <summary>Daily closes in dollars or tether, by asset and day.</summary>
    public static Dictionary<string, Dictionary<DateOnly, double>> Daily()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Find(DailyName)!), CompressionMode.Decompress));
        var closes = new Dictionary<string, Dictionary<DateOnly, double>>(StringComparer.Ordinal);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            if (!closes.TryGetValue(fields[1], out var days)) closes[fields[1]] = days = [];
            days[DateOnly.ParseExact(fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture)] = double.Parse(fields[2], CultureInfo.InvariantCulture);
        }

        return closes;
    }

    private static string? Find(string name)
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) folders.Add(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent) folders.Add(System.IO.Path.Combine(folder.FullName, "shared", "data"));
        return folders.Select(f => System.IO.Path.Combine(f, name)).FirstOrDefault(File.Exists);
    }
}
