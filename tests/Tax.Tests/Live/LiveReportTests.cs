using System.Net;
using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Tax.Tests.Live;

public sealed class LiveReportTests
{
    [Fact]
    [Trait("Pain", "22")]
    public async Task A_report_of_the_server_is_what_the_command_makes_of_the_exported_ledger()
    {
        await using var t = await TaxTenant.StartAsync();
        await FillAsync(t);
        var id = await RequestAsync(t, "r1", t.Entity);
        Assert.Equal(id, await RequestAsync(t, "r1", t.Entity));
        var done = await DoneAsync(t, id);
        Assert.Equal(("done", 100), (done.GetProperty("state").GetString(), done.GetProperty("progress").GetInt32()));
        using var folder = new TemporaryFolder();
        await DownloadAsync(t, done, folder.Path);
        var again = Path.Combine(folder.Path, "again");
        List<string> words = [.. done.GetProperty("settings").GetString()!.Split(' '), "--trades", Path.Combine(folder.Path, "ledger.csv"), "--prices", Path.Combine(folder.Path, "closing-prices.csv"), "--out", again];
        using var error = new StringWriter();
        Assert.Equal(0, await TaxCommand.RunAsync(new CommandContext(words, TextWriter.Null, error, _ => throw new InvalidOperationException()), default));
        foreach (var file in Directory.EnumerateFiles(again))
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder.Path, Path.GetFileName(file)))), file);
        Assert.Contains("disposals.csv", Directory.EnumerateFiles(again).Select(Path.GetFileName));
        var live = (await t.YearAsync("disposals { nodes { row gain } }")).GetProperty("disposals").GetProperty("nodes").EnumerateArray().Select(d => $"{d.GetProperty("row").GetString()} {d.GetProperty("gain").GetString()}");
        Assert.Equal(File.ReadLines(Path.Combine(again, "disposals.csv")).Skip(1).Select(l => l.Split(',')).Select(c => $"{c[0]} {c[11]}"), live);
        Assert.Contains("kraken btc/usd", File.ReadAllText(Path.Combine(folder.Path, "prices-used.csv")), StringComparison.Ordinal);
        Assert.Matches(",btc by kraken btc/usd; 86[34] s before,", File.ReadAllText(Path.Combine(folder.Path, "form-8949.csv")));
    }

    [Fact]
    public async Task A_link_opens_its_file_for_who_may_export_reports_of_the_tenant_and_nobody_else()
    {
        await using var t = await TaxTenant.StartAsync();
        await FillAsync(t);
        var done = await DoneAsync(t, await RequestAsync(t, "r", t.Entity));
        var link = done.GetProperty("files").EnumerateArray().First(f => f.GetProperty("name").GetString() == "report.pdf").GetProperty("link").GetString()!;
        using var http = new HttpClient { BaseAddress = new Uri(t.Host.Url) };
        using var pdf = await http.GetAsync(link);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (pdf.StatusCode, pdf.Content.Headers.ContentType?.MediaType));
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString((await pdf.Content.ReadAsByteArrayAsync())[..4]));
        foreach (var wrong in new[] { link.Replace("report.pdf", "none.pdf", StringComparison.Ordinal), link.Replace(done.GetProperty("id").GetString()!, Guid.CreateVersion7().ToString(), StringComparison.Ordinal) })
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(wrong)).StatusCode);
        await using (var other = await PlatformTestHost.StartAsync([new MarketData.MarketDataModule(), new Portfolio.PortfolioModule(), new TaxModule()], t.Host.Database, $"--SignIn:Tenant={Guid.CreateVersion7()}"))
        using (var elsewhere = new HttpClient { BaseAddress = new Uri(other.Url) })
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(link)).StatusCode);
        var stranger = new GraphQLViewer(t.Host.Services, new TenantId(Guid.CreateVersion7()), "owner");
        Assert.Equal(JsonValueKind.Null, (await stranger.DataAsync($"{{ taxReport(id: \"{done.GetProperty("id").GetString()}\") {{ files {{ link }} }} }}")).GetProperty("taxReport").ValueKind);
        Assert.Equal(["FORBIDDEN"], await new GraphQLViewer(t.Host.Services, t.Tenant).CodesAsync($"mutation {{ cancelTaxReport(input: {{idempotencyKey: \"x\", reportId: \"{Guid.Empty}\"}}) {{ report {{ id }} }} }}"));
    }

    [Fact]
    public async Task A_report_whose_runner_died_is_gone_on_with_on_the_inputs_it_had()
    {
        await using var t = await TaxTenant.StartAsync();
        await FillAsync(t);
        var first = await DoneAsync(t, await RequestAsync(t, "r", t.Entity));
        var id = first.GetProperty("id").GetString();
        await t.RecordAsync(t.Kraken, TaxTenant.Fact("later", 3, TransactionKind.Trade, ("BTC", "-0.1"), ("USD", "99999")));
        await t.Host.Database.ExecuteAsync($"delete from tax.report_file where not is_input; update tax.report set state = 'running', lease = '{Guid.CreateVersion7()}', lease_until = now() - interval '1 second', progress = 30, fingerprint = null");
        var again = await DoneAsync(t, id!);
        Assert.Equal(first.GetProperty("fingerprint").GetString(), again.GetProperty("fingerprint").GetString());
        Assert.Equal(Hashes(first), Hashes(again));
        var fresh = await DoneAsync(t, await RequestAsync(t, "r2", t.Entity));
        Assert.NotEqual(first.GetProperty("fingerprint").GetString(), fresh.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task A_report_can_be_cancelled_until_it_ends_and_its_progress_is_told()
    {
        await using var t = await TaxTenant.StartAsync();
        await FillAsync(t);
        // A report of another runner that still holds it: nobody takes it before it is cancelled.
        var id = Guid.CreateVersion7();
        await t.Host.Database.ExecuteAsync($"insert into tax.report (tenant_id, report_id, legal_entity_id, year, settings, state, stage, progress, lease, lease_until, actor, requested_at) values ('{t.Tenant}', '{id}', '{t.Entity}', 2024, '{{}}', 'running', 'matching', 30, '{id}', now() + interval '1 hour', 'ann', now())");
        Assert.Equal("cancelled", await CancelAsync(t, "c1", id.ToString()));
        Assert.Equal("REPORT_ENDED", await CancelAsync(t, "c2", id.ToString()));
        Assert.Equal("REPORT_NOT_FOUND", await CancelAsync(t, "c3", Guid.Empty.ToString()));
        Assert.Equal("ENTITY_NOT_FOUND", await RequestAsync(t, "r0", Guid.Empty));
        Assert.Equal("BAD_REQUEST", await RequestAsync(t, "r1", t.Entity, ", formats: \"docx\""));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var states = new List<string?>();
        string? asked = null;
        await foreach (var answer in t.Viewer.ListenAsync("subscription { onTaxReports { id state progress } }", deadline.Token))
        {
            asked ??= await RequestAsync(t, "r2", t.German);
            states.AddRange(answer.GetProperty("data").GetProperty("onTaxReports").EnumerateArray().Where(r => r.GetProperty("id").GetString() == asked).Select(r => r.GetProperty("state").GetString()));
            if (states.LastOrDefault() is "done" or "failed") break;
        }

        Assert.Equal("done", states[^1]);
        var listed = (await t.Viewer.DataAsync("{ taxReports(first: 1) { nodes { id state } pageInfo { hasNextPage endCursor } } }")).GetProperty("taxReports");
        Assert.Equal((asked, true), (listed.GetProperty("nodes")[0].GetProperty("id").GetString(), listed.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()));
    }

    internal static async Task FillAsync(TaxTenant t)
    {
        await t.PriceAsync("btc", 4, "64000");
        await t.PriceAsync("btc", 6, "65000");
        await t.PriceAsync("eth", 5, "3000");
        await t.RecordAsync(
            t.Kraken,
            TaxTenant.Fact("b1", 0, TransactionKind.Trade, ("BTC", "1.5"), ("USD", "-90000"), ("USD!", "-90")),
            TaxTenant.Fact("w1", 2, TransactionKind.Withdrawal, ("BTC", "-0.51")),
            TaxTenant.Fact("x1", 4.01, TransactionKind.Trade, ("BTC", "-0.25"), ("ETH", "5"), ("BTC!", "-0.001")),
            TaxTenant.Fact("r1", 5.01, TransactionKind.StakingReward, ("ETH", "0.1")),
            TaxTenant.Fact("w2", 6.01, TransactionKind.Withdrawal, ("BTC", "-0.1")),
            TaxTenant.Fact("m1", 7, TransactionKind.MarginResult, ("USD", "-123.45")),
            TaxTenant.Fact("s1", 8, TransactionKind.Trade, ("ETH", "-2"), ("USD", "7000"), ("USD!", "-7")));
        await t.RecordAsync(
            t.Binance,
            TaxTenant.Fact("d1", 2.01, TransactionKind.Deposit, ("BTC", "0.5")),
            TaxTenant.Fact("d2", 4, TransactionKind.Deposit, ("BTC", "0.2")),
            TaxTenant.Fact("s2", 9, TransactionKind.Trade, ("BTC", "-0.6"), ("USD", "42000")));
        await t.RecordAsync(t.Berlin, TaxTenant.Fact("g1", 0, TransactionKind.Trade, ("BTC", "1"), ("USD", "-60000")));
        var link = $"mutation {{ decideTransfer(input: {{idempotencyKey: \"l\", leftAccountId: \"{t.Kraken}\", leftTransactionId: \"{t.Entry(t.Kraken, "w1")}\", arrivedAccountId: \"{t.Binance}\", arrivedTransactionId: \"{t.Entry(t.Binance, "d1")}\", decision: LINK, reason: \"mine\"}}) {{ added errors {{ code }} }} }}";
        await t.Viewer.DataAsync(link);
    }

    internal static async Task<string> RequestAsync(TaxTenant t, string key, Guid entity, string more = "")
    {
        var answer = (await t.Viewer.DataAsync($"mutation {{ requestTaxReport(input: {{idempotencyKey: \"{key}\", entityId: \"{entity}\", year: 2024{more}}}) {{ report {{ id }} errors {{ code message }} }} }}")).GetProperty("requestTaxReport");
        return answer.GetProperty("errors").GetArrayLength() > 0 ? answer.GetProperty("errors")[0].GetProperty("code").GetString()! : answer.GetProperty("report").GetProperty("id").GetString()!;
    }

    internal static async Task<JsonElement> DoneAsync(TaxTenant t, string id)
    {
        JsonElement report = default;
        await Eventually.HoldsAsync(
            async () => (report = (await t.Viewer.DataAsync($"{{ taxReport(id: \"{id}\") {{ id state stage progress settings fingerprint error files {{ name sha256 isInput link }} }} }}")).GetProperty("taxReport")).GetProperty("state").GetString() is "done" or "failed" or "cancelled",
            "the report ends");
        return report;
    }

    private static async Task<string?> CancelAsync(TaxTenant t, string key, string id)
    {
        var answer = (await t.Viewer.DataAsync($"mutation {{ cancelTaxReport(input: {{idempotencyKey: \"{key}\", reportId: \"{id}\"}}) {{ report {{ state }} errors {{ code }} }} }}")).GetProperty("cancelTaxReport");
        return answer.GetProperty("errors").GetArrayLength() > 0 ? answer.GetProperty("errors")[0].GetProperty("code").GetString() : answer.GetProperty("report").GetProperty("state").GetString();
    }

    internal static async Task DownloadAsync(TaxTenant t, JsonElement report, string folder)
    {
        using var http = new HttpClient { BaseAddress = new Uri(t.Host.Url) };
        foreach (var file in report.GetProperty("files").EnumerateArray())
            await File.WriteAllBytesAsync(Path.Combine(folder, file.GetProperty("name").GetString()!), await http.GetByteArrayAsync(file.GetProperty("link").GetString()));
    }

    private static string[] Hashes(JsonElement report) => [.. report.GetProperty("files").EnumerateArray().Select(f => $"{f.GetProperty("name").GetString()} {f.GetProperty("sha256").GetString()}")];
}
