using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Testing;

/// <summary>Fresh databases on a shared real server. One for each set of modules is migrated once and then copied.</summary>
public static class PostgresFixture
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new(StringComparer.Ordinal);
    private static int _databases;

    /// <summary>A new database with the schemas of these modules (and Platform's).</summary>
    public static async Task<TestDatabase> CreateAsync(params IReadOnlyList<IModule> modules)
    {
        var server = await PostgresServer.GetAsync();
        var key = string.Join('-', modules.Select(m => m.GetType().FullName));
        var template = await Templates.GetOrAdd(key, _ => new(() => MigrateAsync(server, modules))).Value;
        return await CopyAsync(server, template);
    }

    /// <summary>A new database without any schema.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync() => await CopyAsync(await PostgresServer.GetAsync(), null);

    private static async Task<string> MigrateAsync(EmbeddedPostgres server, IReadOnlyList<IModule> modules)
    {
        var database = await CopyAsync(server, null);
        await Migrator.MigrateAsync(new(database.RuntimeConnectionString, database.OwnerConnectionString), MigrationSet.Of(modules), CancellationToken.None);
        return database.Name;
    }

    private static async Task<TestDatabase> CopyAsync(EmbeddedPostgres server, string? template)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(server.Folder.ConnectionString("postgres", "postgres") + ";Pooling=false;Command Timeout=120");
        await connection.OpenAsync();
        await Roles.CreateDatabaseAsync(connection, name, template, CancellationToken.None);
        return new(name, server.Folder);
    }
}
