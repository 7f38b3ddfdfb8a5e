using System.Collections.Immutable;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.MarketData.Assets;

/// <summary>The registry in the database: every version is kept, a change closes rows and adds new ones.</summary>
internal sealed class RegistryStore(IDatabase database, TimeProvider clock)
{
    /// <summary>Brings the shipped rows in (as a new version if anything differs) and tells everybody the whole registry.</summary>
    public async Task<AssetRegistryPublished> SyncAsync(RegistryContent seed, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        var connection = transaction.Connection;
        await ExecuteAsync(connection, "select pg_advisory_xact_lock(hashtext('marketdata.registry'))", [], cancellationToken);
        var current = await ReadAsync(connection, cancellationToken);
        var version = await VersionAsync(connection, cancellationToken);
        var changes = RegistryChange.Between(current, seed);
        if (!changes.IsEmpty) await ApplyAsync(connection, changes, ++version, cancellationToken);
        var content = await ReadAsync(connection, cancellationToken);
        var message = new AssetRegistryPublished(version, content.Assets, content.Aliases, content.Lineage);
        await transaction.PublishAsync(message, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return message;
    }

    private static async Task<long> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(version), 0) from marketdata.registry_version", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, RegistryChange change, long version, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, "insert into marketdata.registry_version values ($1, $2, 'shipped rows')", [version, clock.GetUtcNow()], cancellationToken);
        foreach (var a in change.Assets)
        {
            await ExecuteAsync(connection, "update marketdata.asset set until_version = $2 where asset_id = $1 and until_version is null", [a.Id.Value, version], cancellationToken);
            await ExecuteAsync(connection, "insert into marketdata.asset values ($1, $2, $3, $4, $5, $6)", [a.Id.Value, a.Symbol, a.Name, a.Kind, a.DisplayScale, version], cancellationToken);
        }

        foreach (var a in change.Aliases)
        {
            await ExecuteAsync(connection, "update marketdata.asset_alias set until_version = $4 where venue = $1 and symbol = $2 and valid_from = $3 and until_version is null", [a.Venue, a.Symbol, a.ValidFrom, version], cancellationToken);
            await ExecuteAsync(connection, "insert into marketdata.asset_alias values ($1, $2, $3, $4, $5)", [a.Venue, a.Symbol, a.ValidFrom, a.Asset.Value, version], cancellationToken);
        }

        foreach (var l in change.Lineage)
        {
            await ExecuteAsync(connection, "update marketdata.asset_lineage set until_version = $4 where from_asset = $1 and to_asset = $2 and at = $3 and until_version is null", [l.From.Value, l.To.Value, l.At, version], cancellationToken);
            await ExecuteAsync(connection, "insert into marketdata.asset_lineage values ($1, $2, $3, $4::numeric, $5, $6)", [l.From.Value, l.To.Value, l.At, l.Ratio.ToString(), l.Kind, version], cancellationToken);
        }
    }

    private static async Task<RegistryContent> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var assets = await RowsAsync(connection, "select asset_id, symbol, name, kind, display_scale from marketdata.asset where until_version is null order by asset_id",
            r => new AssetRow(new AssetId(r.GetString(0)), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4)), cancellationToken);
        var aliases = await RowsAsync(connection, "select venue, symbol, valid_from, asset_id from marketdata.asset_alias where until_version is null order by venue, symbol, valid_from",
            r => new AssetAliasRow(r.GetString(0), r.GetString(1), r.GetFieldValue<DateTimeOffset>(2), new AssetId(r.GetString(3))), cancellationToken);
        var lineage = await RowsAsync(connection, "select from_asset, to_asset, at, ratio::text, kind from marketdata.asset_lineage where until_version is null order by at, from_asset",
            r => new AssetLineageRow(new AssetId(r.GetString(0)), new AssetId(r.GetString(1)), r.GetFieldValue<DateTimeOffset>(2), Quantity.Parse(r.GetString(3)), r.GetString(4)), cancellationToken);
        return new RegistryContent(assets, aliases, lineage);
    }

    private static async Task<ImmutableArray<T>> RowsAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows.ToImmutable();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, object[] arguments, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments) command.Parameters.Add(new NpgsqlParameter { Value = argument });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
