using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Benchmarks.SignIn;

/// <summary>Databases that large tenants have to themselves, each on a server of its own with durable settings.</summary>
internal sealed class PlacedServers : IAsyncDisposable
{
    private readonly List<DatabaseServer> _servers = [];

    public int Count => _servers.Count;

    /// <summary>What a host is told of them.</summary>
    public IEnumerable<string> Words => _servers.SelectMany((server, number) => DatabaseServer.Words($"place{number + 1}", server.Database));

    public static async Task<PlacedServers> MakeAsync(int count)
    {
        var made = new PlacedServers();
        for (var i = 0; i < count; i++) made._servers.Add(await DatabaseServer.MakeAsync(durable: true));
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
    }
}
