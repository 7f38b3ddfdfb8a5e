using System.Text.Json;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Registry;

/// <summary>Portfolio's copy of the asset registry.</summary>
internal sealed class AssetRegistryCopy
{
    private volatile AssetResolver newest = AssetResolver.Empty;

    /// <summary>The newest version this process has read.</summary>
    public AssetResolver Newest => newest;

    /// <summary>The newest version stored.</summary>
    public async Task<AssetResolver> ReadAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var known = newest;
        await using var command = new NpgsqlCommand("select body from portfolio.asset_registry where version > $1", transaction.Connection);
        command.Parameters.Add(new() { Value = known.Version });
        if (await command.ExecuteScalarAsync(cancellationToken) is not string body) return known;
        return newest = new AssetResolver(JsonSerializer.Deserialize<AssetRegistryPublished>(body, JsonSerializerOptions.Web)!);
    }

    /// <summary>Stores a version unless a newer one is there.</summary>
    public static async Task WriteAsync(IDatabaseTransaction transaction, AssetRegistryPublished registry, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            with version as (insert into portfolio.asset_registry_version (version, recorded_at, body) values ($1, clock_timestamp(), $2) on conflict do nothing)
            insert into portfolio.asset_registry as r (id, version, body) values (1, $1, $2)
            on conflict (id) do update set version = excluded.version, body = excluded.body where r.version < excluded.version
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = registry.Version });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(registry, JsonSerializerOptions.Web) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Takes each version of the registry that MarketData publishes.</summary>
internal sealed class RecordRegistry : IMessageHandler<AssetRegistryPublished>
{
    public Task HandleAsync(AssetRegistryPublished message, IDatabaseTransaction transaction, CancellationToken cancellationToken) =>
        AssetRegistryCopy.WriteAsync(transaction, message, cancellationToken);
}
