using System.Diagnostics;

namespace PortfolioPlatform.Testing;

/// <summary>A real RabbitMQ node of its own on free ports, with the plug-ins the bus needs.</summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;

    private readonly int _nameServerPort;

    private RabbitMqServer(ServerProcess process, int port, int nameServerPort, TemporaryFolder folder) =>
        (Process, Port, _nameServerPort, _folder) = (process, port, nameServerPort, folder);

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The process, to kill and start again: its queues are on disk.</summary>
    public ServerProcess Process { get; }

    /// <summary>For <c>Bus:RabbitMq</c>.</summary>
    public string Address => $"amqp://guest:guest@127.0.0.1:{Port}/";

    /// <summary>Starts one and waits until it answers.</summary>
    public static async Task<RabbitMqServer> StartAsync()
    {
        var folder = new TemporaryFolder();
        var ports = FreePort.Next(3);
        var process = new ServerProcess("/usr/lib/rabbitmq/bin/rabbitmq-server", [], Environment(folder.Path, ports));
        process.Start();
        var server = new RabbitMqServer(process, ports[0], ports[2], folder);
        await server.AnswersAsync();
        return server;
    }

    /// <summary>Starts the killed one again, on its own files, and waits until it answers.</summary>
    public Task RestartAsync()
    {
        Process.Start();
        return AnswersAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        // Erlang's name server makes itself a daemon; nobody else ends it.
        using var end = System.Diagnostics.Process.Start(new ProcessStartInfo("epmd", ["-port", $"{_nameServerPort}", "-kill"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
        if (end is not null) await end.WaitForExitAsync();
        _folder.Dispose();
    }

    private Task AnswersAsync() => Eventually.HoldsAsync(() => FreePort.AnswersAsync(Port), "RabbitMQ answers", TimeSpan.FromSeconds(90));

    private static Dictionary<string, string> Environment(string folder, int[] ports)
    {
        Directory.CreateDirectory(Path.Combine(folder, "home"));
        var configuration = Path.Combine(folder, "rabbitmq.conf");
        File.WriteAllText(configuration, $"listeners.tcp.1 = 127.0.0.1:{ports[0]}\nloopback_users = none\nlog.console = true\nlog.file = false\nvm_memory_high_watermark.absolute = 1GB\ndisk_free_limit.absolute = 200MB\n");
        var plugins = Path.Combine(folder, "enabled_plugins");
        File.WriteAllText(plugins, "[rabbitmq_consistent_hash_exchange].");
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = Path.Combine(folder, "home"),
            ["RABBITMQ_NODENAME"] = $"test{ports[0]}@localhost",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_CONFIG_FILE"] = configuration,
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = plugins,
            ["RABBITMQ_DIST_PORT"] = $"{ports[1]}",
            ["ERL_EPMD_PORT"] = $"{ports[2]}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["LC_ALL"] = "C.UTF-8",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2",
        };
    }
}
