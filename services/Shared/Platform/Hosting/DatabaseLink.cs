using Microsoft.Extensions.Configuration;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>The database of this process: embedded (with its server and the data folder's lock) or external.</summary>
internal sealed class DatabaseLink : IAsyncDisposable
{
    private readonly IDisposable? _lock;

    private DatabaseLink(Places places, EmbeddedPostgres? server, IDisposable? dataLock) => (Places, Server, _lock) = (places, server, dataLock);

    /// <summary>The main database and those that tenants have to themselves.</summary>
    public Places Places { get; }

    public DatabaseLogins Logins => Places.Main.Logins;

    /// <summary>The embedded server when this process runs it.</summary>
    public EmbeddedPostgres? Server { get; }

    /// <summary>Starts the embedded server, or names the external one.</summary>
    /// <param name="configuration">For the switch.</param>
    /// <param name="dataFolder">Of the embedded server.</param>
    /// <param name="mayShare">Whether a server another host runs in this data folder may be used (commands do).</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<DatabaseLink> OpenAsync(IConfiguration configuration, string dataFolder, bool mayShare, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = DatabaseSwitch.Read(configuration);
        if (!options.IsEmbedded) return Of(new(options.Runtime!, options.Owner!), options, null, null);
        var dataLock = mayShare ? DataFolderLock.TryTake(dataFolder) : DataFolderLock.Take(dataFolder);
        if (dataLock is null) return Of(await DatabaseLogins.OfEmbeddedAsync(new(dataFolder), cancellationToken), options, null, null);
        EmbeddedPostgres? server = null;
        try
        {
            DataFolderLock.RequireRoom(dataFolder, options.LeastFreeMegabytes);
            server = await EmbeddedPostgres.StartAsync(new(dataFolder) { Binaries = options.Binaries }, time, cancellationToken);
            return Of(await DatabaseLogins.OfEmbeddedAsync(server.Folder, cancellationToken), options, server, dataLock);
        }
        catch
        {
            if (server is not null) await server.DisposeAsync();
            dataLock.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Places.DisposeAsync();
        if (Server is not null) await Server.DisposeAsync();
        _lock?.Dispose();
    }

    private static DatabaseLink Of(DatabaseLogins logins, DatabaseSwitch options, EmbeddedPostgres? server, IDisposable? dataLock) =>
        new(new Places(Place.Main(logins, options.MaxConnections), [.. options.Placed.Select(Place.Placed)]), server, dataLock);
}
