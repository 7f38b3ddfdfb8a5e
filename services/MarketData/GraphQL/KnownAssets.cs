using Npgsql;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>
/// The registry's assets as they were read last, the same for all tenants. Every change of the registry is a version: who asks reads the newest version's number, and the assets
/// themselves only when it is another than the one known here. So an answer is as new as the database.
/// </summary>
internal sealed class KnownAssets
{
    private const string Newest = "select coalesce(max(version), 0) from marketdata.registry_version";

    private const string Assets = $"select ({Newest}), asset_id, symbol, name, kind, display_scale from marketdata.asset where until_version is null";

    private volatile State? state;

    /// <summary>Assets by id.</summary>
    public async Task<IReadOnlyDictionary<string, AssetItem>> ReadAsync(RequestReads reads, CancellationToken cancellationToken)
    {
        var version = (await reads.ReadSharedAsync(new NpgsqlBatchCommand(Newest), r => r.GetInt64(0), cancellationToken))[0];
        if (state is { } known && known.Version == version) return known.Assets;
        var rows = await reads.ReadSharedAsync(new NpgsqlBatchCommand(Assets), r => (Version: r.GetInt64(0), Asset: new AssetItem(r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt32(5))), cancellationToken);
        var read = new State(rows.Count == 0 ? version : rows[0].Version, rows.ToDictionary(r => r.Asset.Id, r => r.Asset, StringComparer.Ordinal));
        state = read;
        return read.Assets;
    }

    private sealed record State(long Version, IReadOnlyDictionary<string, AssetItem> Assets);
}
