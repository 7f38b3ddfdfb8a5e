using System.Diagnostics;
using System.Text;

namespace PortfolioPlatform.Testing;

/// <summary>The built host as a process of its own: what a user starts, and what a test can kill.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it printed.</summary>
    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts the host as it was built for its users (beside the test's own files lies the copy that counts covered lines, and that is several times slower to start).</summary>
    public static HostProcess Start(params IReadOnlyList<string> words)
    {
        var program = ProgramOf(new DirectoryInfo(AppContext.BaseDirectory));
        // What runs in the background inherits that Ctrl-C is ignored, and .NET keeps it so: a terminal's default is put back.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet", program] : ["dotnet", program];
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), .. words]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        return new HostProcess(System.Diagnostics.Process.Start(start) ?? throw new InvalidOperationException("The host did not start."));
    }

    /// <summary>Waits for the line with the address and returns the host's own, without a login link.</summary>
    public async Task<string> ReadyAsync(TimeSpan? longest = null)
    {
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(_ready.Task, ended).WaitAsync(longest ?? TimeSpan.FromSeconds(90)) == ended) throw new InvalidOperationException($"The host ended with {_process.ExitCode}:\n{Output}");
        return new Uri(await _ready.Task).GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Waits until it is ready; what it printed to open first.</summary>
    public async Task<string> FirstAddressAsync()
    {
        await ReadyAsync();
        return await _ready.Task;
    }

    /// <summary>Waits until it is ready and uses the link a demo prints.</summary>
    public async Task<Visitor> VisitAsync(TimeSpan? longest = null)
    {
        await ReadyAsync(longest);
        return await Visitor.SignInAsync(new Uri(await _ready.Task));
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitAsync(TimeSpan? longest = null)
    {
        await _process.WaitForExitAsync().WaitAsync(longest ?? TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    /// <summary>kill -9 of the host alone: its children are its own business.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: false);
        _process.WaitForExit();
    }

    /// <summary>Ctrl-C.</summary>
    public Task<int> InterruptAsync() => SignalAsync("-INT");

    /// <summary>What a service manager sends.</summary>
    public Task<int> TerminateAsync() => SignalAsync("-TERM");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await TerminateAsync();
        _process.Dispose();
    }

    /// <summary>From tests/X/bin/CONFIGURATION/FRAMEWORK to services/Host/bin/CONFIGURATION/FRAMEWORK.</summary>
    private static string ProgramOf(DirectoryInfo tests) =>
        Path.GetFullPath(Path.Combine(tests.FullName, "../../../../../services/Host/bin", tests.Parent!.Name, tests.Name, "PortfolioPlatform.Host.dll"));

    private async Task<int> SignalAsync(string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await ExitAsync();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        const string Mark = "is ready at ";
        var at = line.IndexOf(Mark, StringComparison.Ordinal);
        if (at >= 0) _ready.TrySetResult(line[(at + Mark.Length)..].Trim());
    }
}
