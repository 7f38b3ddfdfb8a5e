using System.Collections.Frozen;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Registry;

/// <summary>One version of the registry, ready to be asked: which asset a venue's symbol meant at a time.</summary>
internal sealed class AssetResolver(AssetRegistryPublished registry)
{
    private readonly FrozenDictionary<(string Venue, string Symbol), AssetAliasRow[]> aliases =
        registry.Aliases.GroupBy(a => (a.Venue, a.Symbol)).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(a => a.ValidFrom).ToArray());

    private readonly FrozenDictionary<AssetId, AssetRow> assets = registry.Assets.DistinctBy(a => a.Id).ToFrozenDictionary(a => a.Id);

    /// <summary>Knows nothing: every code is unknown.</summary>
    public static AssetResolver Empty { get; } = new(new AssetRegistryPublished(0, [], [], []));

    public long Version => registry.Version;

    public IReadOnlyList<AssetLineageRow> Lineage => registry.Lineage;

    /// <summary>The venue's own row comes before the row for all venues; of several the last one valid by then.</summary>
    public AssetId Resolve(string venue, LegFact leg, DateTimeOffset time) => Resolve(venue, leg.Symbol, time) ?? AssetId.Unknown(venue, leg.Code);

    public AssetId? Resolve(string venue, string symbol, DateTimeOffset time) => Find(venue, symbol, time) ?? Find("*", symbol, time);

    /// <summary>Whether there is such an asset.</summary>
    public bool IsKnown(AssetId asset) => assets.ContainsKey(asset);

    public AssetRow Describe(AssetId asset) => assets.TryGetValue(asset, out var row) ? row : new AssetRow(asset, SymbolOf(asset), asset.Value, asset.IsUnknown ? "unknown" : "crypto", 8);

    private AssetId? Find(string venue, string symbol, DateTimeOffset time)
    {
        if (!aliases.TryGetValue((venue, symbol), out var rows)) return null;
        foreach (var row in rows)
            if (row.ValidFrom <= time) return row.Asset;
        return null;
    }

    private static string SymbolOf(AssetId asset) => asset.Value[(asset.Value.LastIndexOf(':') + 1)..];
}
