using System.Collections.Immutable;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.MarketData.Assets;

/// <summary>What a newer registry adds or alters. Rows are never taken away: what a symbol once meant stays true.</summary>
internal sealed record RegistryChange(ImmutableArray<AssetRow> Assets, ImmutableArray<AssetAliasRow> Aliases, ImmutableArray<AssetLineageRow> Lineage)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Assets.IsEmpty && Aliases.IsEmpty && Lineage.IsEmpty;

    /// <summary>The rows of <paramref name="next"/> that are not in <paramref name="current"/> as they are.</summary>
    public static RegistryChange Between(RegistryContent current, RegistryContent next) => new(
        [.. next.Assets.Except(current.Assets)],
        [.. next.Aliases.Except(current.Aliases)],
        [.. next.Lineage.Except(current.Lineage)]);
}
