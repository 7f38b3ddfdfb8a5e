using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;
using Xunit.Abstractions;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>kill -9 of the whole host while it makes a tax report.</summary>
public sealed class ReportKillTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly TemporaryFolder _data = new();
    private readonly string _origin = TimeProvider.System.GetUtcNow().AddDays(-150).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Dispose() => _data.Dispose();

    [Fact]
    [Trait("Pain", "22")]
    public async Task Killed_in_the_middle_a_report_is_finished_by_the_next_process_to_the_bytes_of_an_undisturbed_run_and_a_cancelled_one_is_left()
    {
        string report;
        var first = await StartAsync();
        using (var http = await FilledAsync(first))
        {
            var database = TestDatabase.OfProduct(_data.Path);
            var year = await YearAsync(http);
            await using (var cancelled = await ReportHold.AskAsync(database, () => RequestAsync(http, "a", year)))
            {
                await ReportHold.InTheMiddleAsync(database);
                Assert.Equal("cancelled", (await AskAsync(http, $"mutation {{ cancelTaxReport(input: {{idempotencyKey: \"c\", reportId: \"{cancelled.Report}\"}}) {{ report {{ state }} }} }}")).GetProperty("cancelTaxReport").GetProperty("report").GetProperty("state").GetString());
                await ReportHold.LeftAsync(database);
                report = cancelled.Report;
            }

            Assert.Equal(("cancelled", 0), ((await ReportAsync(http, report)).GetProperty("state").GetString(), Outputs(await ReportAsync(http, report))));
            await using var held = await ReportHold.AskAsync(database, () => RequestAsync(http, "b", year));
            await ReportHold.InTheMiddleAsync(database);
            var seen = await ReportAsync(http, report = held.Report);
            Assert.Equal(("running", "keeping files", 90, 0), (seen.GetProperty("state").GetString(), seen.GetProperty("stage").GetString(), seen.GetProperty("progress").GetInt32(), Outputs(seen)));
            first.Kill();
        }

        await first.DisposeAsync();
        await using var second = await StartAsync();
        using var again = new HttpClient { BaseAddress = new Uri(await second.ReadyAsync()) };
        JsonElement done = default;
        await Eventually.HoldsAsync(async () => (done = await ReportAsync(again, report)).GetProperty("state").GetString() is "done" or "failed", "the report ends", Patience);
        Assert.Equal(("done", 100), (done.GetProperty("state").GetString(), done.GetProperty("progress").GetInt32()));
        Assert.Equal(2, await TestDatabase.OfProduct(_data.Path).ScalarAsync<int>($"select attempts from tax.report where report_id = '{report}'"));
        await EqualsAnUndisturbedRunAsync(again, done);
    }

    // The command line makes the report of what the held one was made of, in one go.
    private async Task EqualsAnUndisturbedRunAsync(HttpClient http, JsonElement report)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in report.GetProperty("files").EnumerateArray())
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, file.GetProperty("name").GetString()!), await http.GetByteArrayAsync(file.GetProperty("link").GetString()));
        var undisturbed = Path.Combine(folder.Path, "undisturbed");
        string[] words = ["tax", .. report.GetProperty("settings").GetString()!.Split(' '), "--trades", Path.Combine(folder.Path, "ledger.csv"), "--prices", Path.Combine(folder.Path, "closing-prices.csv"), "--out", undisturbed];
        await using var command = HostProcess.Start(words);
        Assert.True(await command.ExitAsync(Patience) == 0, command.Output);
        var files = Directory.EnumerateFiles(undisturbed).ToArray();
        foreach (var file in files) Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder.Path, Path.GetFileName(file)))), file);
        Assert.Equal(files.Length, Outputs(report));
        output.WriteLine($"{files.Length} files, {files.Sum(f => new FileInfo(f).Length):N0} bytes, equal");
    }

    private async Task<HttpClient> FilledAsync(HostProcess host)
    {
        using var truth = await Truth.OfAsync(_data.Path);
        var expected = 0;
        foreach (var venue in DemoTenant.Venues) expected += await truth.CountAsync(venue);
        var ledger = new Ledger(TestDatabase.OfProduct(_data.Path));
        await Eventually.HoldsAsync(async () => await ledger.CountAsync() >= expected * 0.99, "the whole history", Patience);
        return new HttpClient { BaseAddress = new Uri(await host.ReadyAsync()) };
    }

    private static async Task<int> YearAsync(HttpClient http)
    {
        var years = Array.Empty<int>();
        await Eventually.HoldsAsync(
            async () => (years = [.. (await AskAsync(http, "{ taxEntities { nodes { id years } } }")).GetProperty("taxEntities").GetProperty("nodes").EnumerateArray().Single(e => e.GetProperty("id").GetGuid() == DemoTenant.Holding.Value).GetProperty("years").EnumerateArray().Select(y => y.GetInt32())]).Length > 0,
            "the ledger has a year", Patience);
        return years[0];
    }

    private static async Task<string> RequestAsync(HttpClient http, string key, int year) =>
        (await AskAsync(http, $"mutation {{ requestTaxReport(input: {{idempotencyKey: \"{key}\", entityId: \"{DemoTenant.Holding}\", year: {year}}}) {{ report {{ id }} }} }}")).GetProperty("requestTaxReport").GetProperty("report").GetProperty("id").GetString()!;

    private static async Task<JsonElement> ReportAsync(HttpClient http, string id) =>
        (await AskAsync(http, $"{{ taxReport(id: \"{id}\") {{ state stage progress settings files {{ name isInput link }} }} }}")).GetProperty("taxReport");

    private static int Outputs(JsonElement report) => report.GetProperty("files").EnumerateArray().Count(f => !f.GetProperty("isInput").GetBoolean());

    private static async Task<JsonElement> AskAsync(HttpClient http, string query)
    {
        using var answer = await http.PostAsJsonAsync("/graphql", new { query });
        var text = await answer.Content.ReadAsStringAsync();
        return JsonDocument.Parse(text).RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data : throw new InvalidOperationException(text);
    }

    private async Task<HostProcess> StartAsync()
    {
        var host = HostProcess.Start("--SignIn:OpenOnLoopback=true", "--data", _data.Path, "--port", "0", "--Sandbox:LimitPace=60", $"--Sandbox:Origin={_origin}T00:00:00Z", "--Ingestion:CandleDays=150");
        await host.ReadyAsync();
        return host;
    }
}
