using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Testing;

/// <summary>A database on a server of its own, which can be stopped and started: what a large tenant is given.</summary>
public sealed class DatabaseServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly bool _durable;
    private EmbeddedPostgres? _server;

    private DatabaseServer(bool durable) => (_durable, Database) = (durable, TestDatabase.OfProduct(_folder.Path));

    /// <summary>The database, empty at first.</summary>
    public TestDatabase Database { get; }

    /// <summary>Words with which a host knows a database by a name.</summary>
    public static IReadOnlyList<string> Words(string name, TestDatabase database) =>
        [$"--Database:Placed:{name}:ConnectionString={database.RuntimeConnectionString}", $"--Database:Placed:{name}:OwnerConnectionString={database.OwnerConnectionString}"];

    /// <summary>Makes and starts it; durable as the product's where its time is measured.</summary>
    public static async Task<DatabaseServer> MakeAsync(bool durable = false)
    {
        var made = new DatabaseServer(durable);
        try
        {
            await made.StartAsync();
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, also after a stop.</summary>
    public async Task StartAsync()
    {
        _server = await EmbeddedPostgres.StartAsync(new(_folder.Path) { Durable = _durable }, TimeProvider.System, CancellationToken.None);
        await DatabaseLogins.OfEmbeddedAsync(_server.Folder, CancellationToken.None);
    }

    /// <summary>Stops it: whoever is connected is cut off.</summary>
    public async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
