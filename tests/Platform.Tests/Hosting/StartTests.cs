using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Hosting;

/// <summary>The whole host in this process, on its own durable database.</summary>
public sealed class StartTests : IDisposable
{
    private static readonly HostParts Parts = new([new TestModule("probe")], []);
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_second_start_finds_what_the_first_committed_and_no_server_is_left_behind()
    {
        await using (var first = await StartAsync())
            await first.Services.GetRequiredService<IDatabase>().EnsureTenantAsync(DemoTenant.Tenant, "demo", CancellationToken.None);
        Assert.Null(Leftover.RunningServer(new PostgresFolder(_data.Path)));

        await using var second = await StartAsync();
        Assert.Equal([DemoTenant.Tenant], await second.Services.GetRequiredService<IDatabase>().ListTenantsAsync(CancellationToken.None));
        using var client = new HttpClient();
        Assert.Contains("Healthy", await client.GetStringAsync(new Uri($"{second.Url}/health")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_request_of_a_foreign_page_is_refused(string header, string value)
    {
        await using var database = await PlatformTestHost.StartAsync(new TestModule("probe"));
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{database.Url}/health");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_request_of_its_own_page_is_answered()
    {
        await using var host = await PlatformTestHost.StartAsync(new TestModule("probe"));
        using var client = new HttpClient { DefaultRequestHeaders = { { "Origin", host.Url } } };
        using var answer = await client.GetAsync(new Uri($"{host.Url}/health"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_data_folder_in_use_a_taken_port_and_a_full_disk_are_one_line_each()
    {
        await using var running = await StartAsync();
        Assert.Contains("in use by another running host", await RefusalAsync("--data", _data.Path), StringComparison.Ordinal);

        using var other = new TemporaryFolder();
        Assert.Contains("is taken", await RefusalAsync("--data", other.Path, "--urls", running.Url!), StringComparison.Ordinal);
        Assert.Null(Leftover.RunningServer(new PostgresFolder(other.Path)));
        Assert.Contains("Disk full", await RefusalAsync("--data", other.Path, "--Database:LeastFreeMegabytes=2000000000"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a target", "--target", "nonsense")]
    [InlineData("shares bus, database and live values", "--target", "probe")]
    [InlineData("no PostgreSQL server", "--Database:Binaries=/nowhere")]
    [InlineData("does not answer", "--Database:ConnectionString=Host=127.0.0.1;Port=9;Username=x;Database=x;Timeout=2")]
    [InlineData("address of this machine", "--urls", "http://0.0.0.0:0")]
    [InlineData("address of this machine", "--Kestrel:Endpoints:Http:Url=http://0.0.0.0:0")]
    [InlineData("would be the owner", "--urls", "http://0.0.0.0:0", "--SignIn:OpenOnLoopback=true")]
    [InlineData("not an option", "--what")]
    public async Task A_start_that_cannot_be_says_why_in_one_line(string expected, params string[] words)
    {
        HostParts two = new([new TestModule("probe"), new TestModule("other")], []);
        using var console = new CapturedError();
        Assert.Equal(1, await PlatformHost.RunAsync(["--data", _data.Path, .. words], two, CancellationToken.None));
        var line = Assert.Single(console.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_wins_over_a_settings_file_and_what_is_not_typed_comes_from_it()
    {
        var file = Path.Combine(_data.Path, "more.json");
        await File.WriteAllTextAsync(file, """{"Place":{"City":"Bern","River":"Aare"}}""");
        await using var host = await StartAsync("--settings", file, "--Place:City=Basel");

        var settings = host.Services.GetRequiredService<IConfiguration>();
        Assert.Equal(("Basel", "Aare"), (settings["Place:City"], settings["Place:River"]));
    }

    [Fact]
    public async Task Target_migrate_brings_the_schema_up_to_date_and_ends()
    {
        var database = await PostgresFixture.CreateEmptyAsync();
        var exit = await PlatformHost.RunAsync(["--target", "migrate", $"--Database:ConnectionString={database.RuntimeConnectionString}", $"--Database:OwnerConnectionString={database.OwnerConnectionString}"], Parts, CancellationToken.None);
        Assert.Equal(0, exit);
        Assert.Equal(string.Join(", ", MigrationSet.Platform.Migrations.Select(m => m.Number)), await database.ScalarAsync<string>("select string_agg(number::text, ', ' order by number) from platform.migrations"));
    }

    [Fact]
    public async Task A_target_that_does_not_migrate_waits_until_somebody_has()
    {
        var database = await PostgresFixture.CreateEmptyAsync();
        string[] words = ["--port", "0", "--data", _data.Path, $"--Database:ConnectionString={database.RuntimeConnectionString}", $"--Database:OwnerConnectionString={database.OwnerConnectionString}"];
        var waiting = PlatformHost.StartAsync(["--target", "probe", .. words], Parts, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(0, await PlatformHost.RunAsync(["--target", "migrate", .. words], Parts, CancellationToken.None));
        await using var host = await waiting;
        Assert.NotNull(host.Url);
    }

    [Fact]
    public async Task Commands_run_without_a_start_and_open_services_when_they_ask_also_beside_a_running_host()
    {
        var module = new TestModule("probe") { Commands = [new("count", "count", CountTenantsAsync)] };
        HostParts parts = new([module], []);
        Assert.Equal(2, await PlatformHost.RunAsync(["nonsense"], parts, CancellationToken.None));
        Assert.Equal(10, await PlatformHost.RunAsync(["count", "--data", _data.Path], parts, CancellationToken.None));
        await using var host = await StartAsync();
        await host.Services.GetRequiredService<IDatabase>().EnsureTenantAsync(DemoTenant.Tenant, "demo", CancellationToken.None);
        Assert.Equal(11, await PlatformHost.RunAsync(["count", "--data", _data.Path], parts, CancellationToken.None));
    }

    [Fact]
    public async Task A_run_ends_with_the_token_and_a_side_server_alone_needs_no_database()
    {
        using var stop = new CancellationTokenSource();
        var server = new TestSideServer(stop);
        Assert.Equal(0, await PlatformHost.RunAsync(["--target", "side", "--port", "0", "--data", _data.Path], new([new TestModule("probe")], [server]), stop.Token));
        Assert.True(server.Ended);
        Assert.False(Directory.Exists(Path.Combine(_data.Path, "pg")));
    }

    private static async Task<int> CountTenantsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var opened = await context.OpenServicesAsync(cancellationToken);
        return 10 + (await opened.Services.GetRequiredService<IDatabase>().ListTenantsAsync(cancellationToken)).Count;
    }

    private static async Task<string> RefusalAsync(params string[] words) =>
        (await Assert.ThrowsAsync<StartupException>(() => PlatformHost.StartAsync(["--port", "0", .. words], Parts, CancellationToken.None))).Message;

    private Task<RunningHost> StartAsync(params string[] words) => PlatformHost.StartAsync(["--port", "0", "--data", _data.Path, .. words], Parts, CancellationToken.None);
}
