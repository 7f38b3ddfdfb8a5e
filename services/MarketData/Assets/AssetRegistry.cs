using System.Collections.Frozen;
using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.MarketData.Assets;

/// <summary>One version of the registry, read only: which asset a venue's symbol meant on a date.</summary>
internal sealed class AssetRegistry
{
    private readonly FrozenDictionary<(string Venue, string Symbol), AssetAliasRow[]> _aliases;

    public AssetRegistry(RegistryContent content)
    {
        Content = content;
        Assets = content.Assets.ToFrozenDictionary(a => a.Id);
        _aliases = content.Aliases
            .GroupBy(a => (a.Venue, a.Symbol))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(a => a.ValidFrom).ToArray());
    }

    /// <summary>The rows.</summary>
    public RegistryContent Content { get; }

    /// <summary>Assets by id.</summary>
    public FrozenDictionary<AssetId, AssetRow> Assets { get; }

    /// <summary>The asset a symbol meant at an instant, or null: the venue's own row wins over the row for all venues.</summary>
    public AssetId? Resolve(string venue, string symbol, DateTimeOffset at) => Find(venue, symbol, at) ?? Find("*", symbol, at);

    private AssetId? Find(string venue, string symbol, DateTimeOffset at)
    {
        if (!_aliases.TryGetValue((venue, symbol), out var rows)) return null;
        foreach (var row in rows)
        {
            if (row.ValidFrom <= at) return row.Asset;
        }

        return null;
    }
}

/// <summary>The rows of one version.</summary>
/// <param name="Assets">Every asset.</param>
/// <param name="Aliases">Venue symbols by date.</param>
/// <param name="Lineage">Renames, migrations, forks.</param>
internal sealed record RegistryContent(ImmutableArray<AssetRow> Assets, ImmutableArray<AssetAliasRow> Aliases, ImmutableArray<AssetLineageRow> Lineage);
