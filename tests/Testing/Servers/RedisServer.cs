using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.HotStore;

namespace PortfolioPlatform.Testing;

/// <summary>A real Redis on a free port.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;

    private RedisServer(ServerProcess process, int port, TemporaryFolder folder) => (Process, Port, _folder) = (process, port, folder);

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The process, to kill and start again.</summary>
    public ServerProcess Process { get; }

    /// <summary>For <c>Redis:Connection</c>.</summary>
    public string Connection => $"127.0.0.1:{Port},abortConnect=false";

    /// <summary>Starts one and waits until it answers.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var folder = new TemporaryFolder();
        var port = FreePort.Next();
        var process = new ServerProcess("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder.Path, "--save", "", "--appendonly", "no"]);
        process.Start();
        await Eventually.HoldsAsync(() => FreePort.AnswersAsync(port), "Redis answers");
        return new RedisServer(process, port, folder);
    }

    /// <summary>What one more process of an installation has of it: a connection of its own and the services on it.</summary>
    public ServiceProvider Connect()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        HotStoreSwitch.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Redis:Connection", Connection)]).Build()).Register(services);
        return services.BuildServiceProvider();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _folder.Dispose();
    }
}
