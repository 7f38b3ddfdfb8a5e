using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Testing;

/// <summary>One embedded server for the whole test process, without durability; it ends with the process.</summary>
internal static class PostgresServer
{
    private static readonly Lazy<Task<EmbeddedPostgres>> Shared = new(StartAsync);

    public static Task<EmbeddedPostgres> GetAsync() => Shared.Value;

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        var folder = new TemporaryFolder();
        var server = await EmbeddedPostgres.StartAsync(new(folder.Path) { Durable = false }, TimeProvider.System, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
            folder.Dispose();
        };
        await DatabaseLogins.OfEmbeddedAsync(server.Folder, CancellationToken.None);
        return server;
    }
}
