using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>The whole asset registry, whenever it changes: small, so everybody keeps a copy and nobody asks back. System-wide (tenant all zero).</summary>
/// <param name="Version">Rises with each change.</param>
/// <param name="Assets">Every asset.</param>
/// <param name="Aliases">Venue symbols by date.</param>
/// <param name="Lineage">Renames, migrations and forks.</param>
public sealed record AssetRegistryPublished(long Version, ImmutableArray<AssetRow> Assets, ImmutableArray<AssetAliasRow> Aliases, ImmutableArray<AssetLineageRow> Lineage) : IMessage
{
    /// <inheritdoc/>
    public TenantId Tenant => default;

    /// <inheritdoc/>
    public string OrderingKey => "registry";
}

/// <summary>One asset.</summary>
/// <param name="Id">Its id for ever.</param>
/// <param name="Symbol">What people call it now.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>crypto</c>, <c>fiat</c>, <c>stablecoin</c>, <c>point</c>.</param>
/// <param name="DisplayScale">Fractional digits worth showing.</param>
public sealed record AssetRow(AssetId Id, string Symbol, string Name, string Kind, int DisplayScale);

/// <summary>What a venue's symbol means from a date on. Venue <c>*</c> holds for every venue without a row of its own.</summary>
public sealed record AssetAliasRow(string Venue, string Symbol, DateTimeOffset ValidFrom, AssetId Asset);

/// <summary>One asset became another.</summary>
/// <param name="From">The old one.</param>
/// <param name="To">The new one.</param>
/// <param name="At">When.</param>
/// <param name="Ratio">New units per old unit.</param>
/// <param name="Kind"><c>rename</c>, <c>migration</c>, <c>fork</c>.</param>
public sealed record AssetLineageRow(AssetId From, AssetId To, DateTimeOffset At, Quantity Ratio, string Kind);
