namespace PortfolioPlatform.Platform.Hosting;

/// <summary>A part of the platform this process runs: <c>ingestion:kraken</c> is name and argument.</summary>
internal sealed record Target(string Name, string? Argument)
{
    public const string All = "all";
    public const string Migrate = "migrate";
    public const string Api = "api";

    /// <summary>Reads targets; several arguments of one name are joined by a comma.</summary>
    public static IReadOnlyList<Target> Parse(IEnumerable<string> words) =>
        [.. words.Select(w => w.Split(':', 2))
            .GroupBy(p => p[0].ToLowerInvariant(), StringComparer.Ordinal)
            .Select(g => new Target(g.Key, g.Any(p => p.Length == 1) ? null : string.Join(',', g.Select(p => p[1].ToLowerInvariant()))))];
}
