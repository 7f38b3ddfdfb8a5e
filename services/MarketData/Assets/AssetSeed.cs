using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.MarketData.Assets;

/// <summary>The registry as shipped: the CSV files beside this one.</summary>
internal static class AssetSeed
{
    /// <summary>Reads the shipped rows. A symbol without a row for all venues gets one from the beginning.</summary>
    public static RegistryContent Load()
    {
        var assets = Lines("assets.csv").Select(Asset).ToImmutableArray();
        var told = Lines("aliases.csv").Select(Alias).ToList();
        var explicitSymbols = told.Where(a => a.Venue == "*").Select(a => a.Symbol).ToHashSet(StringComparer.Ordinal);
        var implied = assets.Where(a => !explicitSymbols.Contains(a.Symbol)).Select(a => new AssetAliasRow("*", a.Symbol, Instants.Earliest, a.Id));
        return new RegistryContent(assets, [.. told, .. implied], [.. Lines("lineage.csv").Select(Lineage)]);
    }

    private static AssetRow Asset(string[] c) => new(new AssetId(c[0]), c[1], c[2], c[3], int.Parse(c[4], CultureInfo.InvariantCulture));

    private static AssetAliasRow Alias(string[] c) => new(c[0], c[1], Time(c[2]), new AssetId(c[3]));

    private static AssetLineageRow Lineage(string[] c) => new(new AssetId(c[0]), new AssetId(c[1]), Time(c[2]), Quantity.Parse(c[3]), c[4]);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static IEnumerable<string[]> Lines(string file)
    {
        var assembly = typeof(AssetSeed).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{typeof(AssetSeed).Namespace}.{file}")!;
        using var reader = new StreamReader(stream);
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return line.Split(',');
        }
    }
}
