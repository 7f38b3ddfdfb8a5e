using System.Diagnostics;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Keys;

/// <summary>A key service of the tests' own, in Python, so that it can use other people's clients and signers as judges.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Keys", "Servers");

    private readonly ServerProcess _process;
    private readonly int _port;

    private KeyServer(ServerProcess process, int port) => (_process, _port) = (process, port);

    public string Url => $"http://127.0.0.1:{_port}";

    /// <summary>Starts a script; it takes a port that is free and writes it into a file.</summary>
    public static async Task<KeyServer> StartAsync(string script)
    {
        var told = Path.Combine(Path.GetTempPath(), $"key-server-{Guid.NewGuid():N}");
        var process = new ServerProcess(Python, [Path.Combine(Folder, script), told]);
        process.Start();
        await Eventually.HoldsAsync(() => Task.FromResult(File.Exists(told)), $"{script} listens");
        var port = int.Parse(await File.ReadAllTextAsync(told), System.Globalization.CultureInfo.InvariantCulture);
        File.Delete(told);
        return new KeyServer(process, port);
    }

    /// <summary>Lets somebody else's client judge this server.</summary>
    public async Task CheckAsync(string script)
    {
        using var check = Process.Start(new ProcessStartInfo(Python, [Path.Combine(Folder, script), Url]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var error = await check.StandardError.ReadToEndAsync();
        await check.WaitForExitAsync();
        Assert.True(check.ExitCode == 0, error);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
