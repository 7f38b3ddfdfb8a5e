using System.Diagnostics;

namespace PortfolioPlatform.Testing;

/// <summary>A server of somebody else's, run by hand on a free port; it ends with the test process at the latest.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly ProcessStartInfo _start;
    private Process? _process;

    /// <summary>Prepares it; <see cref="Start"/> starts it.</summary>
    public ServerProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // The server dies with the thread that started it, so a crashed test run leaves nothing behind.
        _start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) _start.Environment[key] = value;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
    }

    /// <summary>Starts it (again).</summary>
    public void Start()
    {
        // A thread of its own that stays alive: the death signal belongs to the starting thread.
        using var started = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            _process = Process.Start(_start) ?? throw new InvalidOperationException($"{_start.ArgumentList[2]} did not start.");
            _process.OutputDataReceived += (_, _) => { };
            _process.ErrorDataReceived += (_, _) => { };
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
            started.Set();
            _process.WaitForExit();
        }) { IsBackground = true };
        thread.Start();
        started.Wait();
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        try
        {
            _process?.Kill(entireProcessTree: true);
            _process?.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It had ended already.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Kill();
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }
}
