using System.Diagnostics;
using System.Text.Json;

namespace PortfolioPlatform.GraphQL.Tests;

/// <summary>Runs scripts against the npm packages of node/, installed once by the committed lock file.</summary>
internal static class NodeJudge
{
    private static readonly Lazy<Task<string>> Folder = new(InstallAsync);

    public static async Task<string> RunAsync(string script, string input, params string[] arguments) =>
        await RunAsync("node", await Folder.Value, input, [script, .. arguments]);

    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "node");
        var installed = Path.Combine(folder, "node_modules", "graphql", "package.json");
        if (!File.Exists(installed)) await RunAsync("npm", folder, "", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]);
        using var package = JsonDocument.Parse(await File.ReadAllTextAsync(installed));
        Assert.Equal("16.15.0", package.RootElement.GetProperty("version").GetString());
        return folder;
    }

    private static async Task<string> RunAsync(string program, string folder, string input, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(4));
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
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await output} {await errors}");
    }
}
