using System.Diagnostics;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>Runs the unmodified npm ccxt in a Node process of its own; installed once by the committed lock file.</summary>
internal static class Ccxt
{
    private static readonly Lazy<Task<string>> Folder = new(InstallAsync);

    public static async Task<JudgeAnswer> RunAsync(string exchange, Uri rest, DemoKey? key, IReadOnlyList<JudgeCall> calls, object? options = null, string? hostname = null)
    {
        var job = new
        {
            exchange, hostname, options,
            @base = rest.ToString().TrimEnd('/'),
            credentials = key is null ? new object() : new { apiKey = key.Key, secret = key.Secret, password = key.Passphrase },
            calls = calls.Select(c => new { method = c.Method, args = c.Args }),
        };
        var text = await RunAsync("node", await Folder.Value, JsonSerializer.Serialize(job), "judge.mjs");
        using var answer = JsonDocument.Parse(text);
        return new JudgeAnswer(calls, answer.RootElement.GetProperty("has").Clone(), [.. answer.RootElement.GetProperty("results").EnumerateArray().Select(r => r.Clone())]);
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "ccxt");
        var installed = Path.Combine(folder, "node_modules", "ccxt", "package.json");
        if (!File.Exists(installed)) await RunAsync("npm", folder, "", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
        using var package = JsonDocument.Parse(await File.ReadAllTextAsync(installed));
        Assert.Equal("4.5.84", package.RootElement.GetProperty("version").GetString());
        return folder;
    }

    private static async Task<string> RunAsync(string program, string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await errors}");
    }
}
