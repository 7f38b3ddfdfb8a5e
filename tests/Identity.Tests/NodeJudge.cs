using System.Diagnostics;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>Programs of node/ against the npm packages there, installed once by the committed lock file.</summary>
internal static class NodeJudge
{
    private static readonly Lazy<Task<string>> Folder = new(InstallAsync);

    /// <summary>Runs a program to its end; what it printed.</summary>
    public static async Task<string> RunAsync(string script, string input, params string[] arguments)
    {
        using var process = await StartAsync(script, arguments);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
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
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{script}: {await output} {await errors}");
    }

    /// <summary>Where the packages are.</summary>
    public static Task<string> FolderAsync() => Folder.Value;

    /// <summary>Starts a program that runs until its input ends.</summary>
    public static async Task<Process> StartAsync(string script, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("node", [script, .. arguments]) { WorkingDirectory = await Folder.Value, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
        ?? throw new InvalidOperationException("node does not start.");

    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "node");
        if (File.Exists(Path.Combine(folder, "node_modules", "openid-client", "package.json"))) return folder;
        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]) { WorkingDirectory = folder, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("npm does not start.");
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(0, process.ExitCode);
        return folder;
    }
}
