using System.Diagnostics;
using System.Text.Json.Nodes;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>The product as a whole: in this process, and as the process a user starts and kills.</summary>
public sealed class StartAndStopTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task All_modules_and_the_sandbox_start_answer_and_stop_and_the_world_is_the_same_after_the_next_start()
    {
        string first;
        await using (var host = await StartAsync())
        {
            Assert.Contains("\"status\"", await GetAsync($"{host.Url}/health"), StringComparison.Ordinal);
            foreach (var closed in new[] { "/api/accounts", "/api/identity/session", "/graphql?query={accounts{nodes{id}}}" })
                Assert.Matches("Sign in first|FORBIDDEN", await GetAsync(host.Url + closed));
            first = DemoKey();
        }

        await using var second = await StartAsync();
        Assert.Equal(first, DemoKey());
        Assert.True(File.Exists(Path.Combine(_data.Path, "sandbox", "world.journal")));
    }

    [Fact]
    public async Task Without_demo_there_is_no_sandbox()
    {
        await using var host = await PlatformHost.StartAsync(["--no-demo", "--port", "0", "--data", _data.Path], Product.Parts, CancellationToken.None);
        Assert.Contains("\"status\"", await GetAsync($"{host.Url}/health"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_data.Path, "sandbox")));
    }

    [Fact]
    public async Task The_sandbox_runs_alone_and_tells_where_its_venues_are()
    {
        await using var host = await PlatformHost.StartAsync(["--target", "sandbox", "--port", "0", "--data", _data.Path], Product.Parts, CancellationToken.None);
        var settings = Settings();
        foreach (var venue in Contracts.DemoTenant.Venues)
            Assert.StartsWith("http://127.0.0.1:", (string?)settings[$"Ingestion:Venues:{venue}:Rest"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ctrl-C")]
    [InlineData("SIGTERM")]
    public async Task A_stopped_process_leaves_nothing_running_within_ten_seconds(string how)
    {
        await using var host = HostProcess.Start("--no-demo", "--port", "0", "--data", _data.Path);
        await host.ReadyAsync(TimeSpan.FromMinutes(3));
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await (how == "Ctrl-C" ? host.InterruptAsync() : host.TerminateAsync()));
        Assert.Empty(ServersOf(_data.Path));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_killed_process_leaves_no_database_behind_and_the_next_start_goes_on()
    {
        await using (var host = HostProcess.Start("--no-demo", "--port", "0", "--data", _data.Path))
        {
            await host.ReadyAsync(TimeSpan.FromMinutes(3));
            host.Kill();
            await Eventually.HoldsAsync(() => ServersOf(_data.Path).Count == 0, "the database has gone with its host", TimeSpan.FromSeconds(10));
        }

        await using var next = HostProcess.Start("--no-demo", "--port", "0", "--data", _data.Path);
        Assert.Contains("\"status\"", await GetAsync($"{await next.ReadyAsync(TimeSpan.FromMinutes(3))}/health"), StringComparison.Ordinal);
        await next.TerminateAsync();
    }

    [Fact]
    public async Task A_word_that_is_no_target_ends_the_process_with_one_line_and_exit_code_1()
    {
        await using var host = HostProcess.Start("--target", "nonsense");
        Assert.Equal(1, await host.ExitAsync());
        await Eventually.HoldsAsync(() => host.Output.Length > 0, "it said why");
        Assert.Single(host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_build_without_Node_says_so_in_one_line()
    {
        var targets = Path.Combine(SourceRoot(), "infra", "build", "Node.targets");
        var start = new ProcessStartInfo(DotnetPath(), ["msbuild", targets, "-t:RequireNode", "-nologo", "-v:q"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PATH"] = "/nowhere";
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.NotEqual(0, build.ExitCode);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => l.Contains("Node.js 20 or newer was not found", StringComparison.Ordinal));
    }

    private static string DotnetPath() => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet");

    private static string SourceRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "global.json"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from the source tree.");
    }

    private static List<string> ServersOf(string folder) =>
        [.. Directory.EnumerateDirectories("/proc").Where(p => int.TryParse(Path.GetFileName(p), out _)).Select(CommandLine).Where(c => c.Contains("postgres", StringComparison.Ordinal) && c.Contains(folder, StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static async Task<string> GetAsync(string url)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(url));
        return await answer.Content.ReadAsStringAsync();
    }

    private string DemoKey() => (string)Settings()["Ingestion:Demo:kraken:Key"]!;

    private JsonNode Settings() => JsonNode.Parse(File.ReadAllText(Path.Combine(_data.Path, "sandbox", "settings.json")))!;

    private Task<RunningHost> StartAsync() => PlatformHost.StartAsync(["--port", "0", "--data", _data.Path], Product.Parts, CancellationToken.None);
}
