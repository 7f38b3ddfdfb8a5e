using System.Diagnostics;
using System.Text.Json;

namespace PortfolioPlatform.Testing;

/// <summary>Programs of a test project's folder <c>node</c> against the npm packages there, installed once by the committed lock file.</summary>
/// <param name="package">A package the programs use.</param>
/// <param name="version">Its version, where the judgement hangs on it; null for what the lock file says.</param>
public sealed class NodeJudge(string package, string? version = null)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);
    private readonly Lazy<Task<string>> _folder = new(() => InstallAsync(package, version));

    /// <summary>Where the packages are.</summary>
    public Task<string> FolderAsync() => _folder.Value;

    /// <summary>Runs a program to its end; what it printed.</summary>
    public async Task<string> RunAsync(string script, string input, params string[] arguments)
    {
        using var process = await StartAsync(script, arguments);
        using var deadline = new CancellationTokenSource(Longest);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(true);
            throw;
        }

        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{script} {string.Join(' ', arguments)}: {await output} {await errors}");
    }

    /// <summary>Starts a program that runs until its input ends.</summary>
    public async Task<Process> StartAsync(string script, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("node", [script, .. arguments]) { WorkingDirectory = await _folder.Value, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
        ?? throw new InvalidOperationException("node does not start.");

    private static async Task<string> InstallAsync(string package, string? version)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "node");
        var installed = Path.Combine(folder, "node_modules", package, "package.json");
        if (!File.Exists(installed)) await InstallAsync(folder);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(installed));
        var found = json.RootElement.GetProperty("version").GetString();
        return version is null || version == found ? folder : throw new InvalidOperationException($"{package} is {found}, not {version}.");
    }

    private static async Task InstallAsync(string folder)
    {
        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]) { WorkingDirectory = folder, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("npm does not start.");
        await process.WaitForExitAsync().WaitAsync(Longest);
        if (process.ExitCode != 0) throw new InvalidOperationException($"npm ci in {folder} ended with {process.ExitCode}.");
    }
}
