using System.Diagnostics;
using System.Text.Json;

namespace PortfolioPlatform.Exchanges.Tests.Judge;

/// <summary>Asks npm ccxt, unmodified and at the locked version, what it makes of wire bytes.</summary>
internal static class Ccxt
{
    private static readonly Lazy<Task<Process>> Judge = new(StartAsync);
    private static readonly SemaphoreSlim Turn = new(1, 1);

    public static async Task<JsonElement> AskAsync(string exchange, string[][] markets, string method, object?[] args, ReadOnlyMemory<byte> body)
    {
        var job = JsonSerializer.Serialize(new { exchange, markets, method, args, body = System.Text.Encoding.UTF8.GetString(body.Span) });
        var judge = await Judge.Value;
        await Turn.WaitAsync();
        try
        {
            await judge.StandardInput.WriteLineAsync(job);
            await judge.StandardInput.FlushAsync();
            using var answer = JsonDocument.Parse(await judge.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) ?? throw new InvalidOperationException("The judge has gone."));
            Assert.False(answer.RootElement.TryGetProperty("error", out var error), $"ccxt {exchange}.{method}: {error}");
            return answer.RootElement.GetProperty("value").Clone();
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>One process for all cases: it ends when its input closes with this one.</summary>
    private static async Task<Process> StartAsync()
    {
        var start = new ProcessStartInfo("node", ["judge.mjs"]) { WorkingDirectory = await InstallAsync(), UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        return Process.Start(start) ?? throw new InvalidOperationException("node does not start.");
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "ccxt");
        var installed = Path.Combine(folder, "node_modules", "ccxt", "package.json");
        if (!File.Exists(installed)) await RunAsync("npm", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
        using var package = JsonDocument.Parse(await File.ReadAllTextAsync(installed));
        Assert.Equal("4.5.84", package.RootElement.GetProperty("version").GetString());
        return folder;
    }

    private static async Task RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false }) ?? throw new InvalidOperationException($"{program} does not start.");
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(0, process.ExitCode);
    }
}
