using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Tax.Tests.Live;

/// <summary>Years that were filed stay as they were filed, on the server, and what changed since is explained.</summary>
public sealed class LiveClosingTests
{
    private const double NextYear = 330;

    [Fact]
    [Trait("Pain", "15")]
    public async Task A_closed_year_stays_as_it_was_filed_and_the_next_begins_with_its_lots_until_it_is_opened_again()
    {
        await using var t = await TaxTenant.StartAsync();
        await FillAsync(t);
        var report = await MadeAsync(t, "r1", 2024);
        Assert.Equal("2024", await CloseAsync(t, "c1", report, "sent to the IRS"));
        // A purchase before the others, at a cost that first in first out would take at once.
        await t.RecordAsync(t.Kraken, TaxTenant.Fact("late", -1, TransactionKind.Trade, ("BTC", "1"), ("USD", "-1000")));
        Assert.Equal(("5000", "sent to the IRS"), await FiledAsync(t));
        Assert.Equal("30000", await GainAsync(t, 2025));
        Assert.Equal("30000", await BridgeEndAsync(t, 2025));
        Assert.Contains("late-event", await ProblemsAsync(t));
        Assert.Equal(["event late is new"], (await ChangesAsync(t, report)).Where(c => c.StartsWith("event", StringComparison.Ordinal)).Select(c => c.Replace(RowOf(c), "late", StringComparison.Ordinal)));
        Assert.Equal("reopened", await ReopenAsync(t, "o1", 2024, "to amend it"));
        Assert.Equal("14000", await GainAsync(t, 2024));
        Assert.DoesNotContain("late-event", await ProblemsAsync(t));
        var acts = await t.Host.Database.ScalarAsync<string>($"select string_agg(action || ' ' || subject, ', ' order by number) from platform.audit_entry where tenant_id = '{t.Tenant}' and action like 'tax-year.%'");
        Assert.Equal($"tax-year.closed {t.Entity}/2024, tax-year.reopened {t.Entity}/2024", acts);
    }

    [Fact]
    [Trait("Pain", "22")]
    public async Task A_report_after_a_closed_year_is_what_the_command_makes_with_the_closed_report()
    {
        await using var t = await TaxTenant.StartAsync();
        await FillAsync(t);
        var filed = await MadeAsync(t, "r1", 2024);
        Assert.Equal("2024", await CloseAsync(t, "c1", filed, "filed"));
        await t.RecordAsync(t.Kraken, TaxTenant.Fact("late", -1, TransactionKind.Trade, ("BTC", "1"), ("USD", "-1000")));
        var next = await LiveReportTests.DoneAsync(t, await MadeAsync(t, "r2", 2025));
        using var folder = new TemporaryFolder();
        await LiveReportTests.DownloadAsync(t, next, folder.Path);
        var closed = Directory.CreateDirectory(Path.Combine(folder.Path, "closed")).FullName;
        foreach (var name in (string[])["seal.json", "events.csv"]) File.Copy(Path.Combine(folder.Path, $"closed-{name}"), Path.Combine(closed, name));
        List<string> words = [.. next.GetProperty("settings").GetString()!.Split(' '), "--trades", Path.Combine(folder.Path, "ledger.csv"), "--prices", Path.Combine(folder.Path, "closing-prices.csv"), "--closed", closed, "--out", Path.Combine(folder.Path, "again")];
        using var error = new StringWriter();
        Assert.Equal(0, await TaxCommand.RunAsync(new CommandContext(words, TextWriter.Null, error, _ => throw new InvalidOperationException()), default));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder.Path, "again")))
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder.Path, Path.GetFileName(file)))), file);
        Assert.Contains("30000", File.ReadAllText(Path.Combine(folder.Path, "form-8949.csv")), StringComparison.Ordinal);
        Assert.Contains("late-event", File.ReadAllText(Path.Combine(folder.Path, "problems.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_would_have_matched_a_closed_year_otherwise_are_refused_and_those_from_the_next_day_on_are_taken()
    {
        await using var t = await TaxTenant.StartAsync();
        await FillAsync(t);
        Assert.Equal("2024", await CloseAsync(t, "c1", await MadeAsync(t, "r1", 2024), "filed"));
        Assert.Equal("YEAR_CLOSED", await SetAsync(t, "s1", "hifo", "us"));
        Assert.Equal("YEAR_CLOSED", await SetAsync(t, "s2", "fifo", "de"));
        Assert.Equal("fifo,hifo@2025-01-01", await SetAsync(t, "s3", "fifo,hifo@2025-01-01", "us"));
        Assert.Equal("5000", await GainAsync(t, 2024));
        Assert.Equal("30000", await GainAsync(t, 2025));
    }

    [Fact]
    public async Task Years_are_closed_with_a_report_that_fits_from_the_oldest_on_and_opened_from_the_newest()
    {
        await using var t = await TaxTenant.StartAsync();
        await FillAsync(t);
        var (first, second, running) = (await MadeAsync(t, "r1", 2024), await MadeAsync(t, "r2", 2025), await MadeAsync(t, "r3", TimeProvider.System.GetUtcNow().Year));
        Assert.Equal("REASON_MISSING", await CloseAsync(t, "c1", first, " "));
        Assert.Equal("REPORT_NOT_FOUND", await CloseAsync(t, "c2", Guid.Empty.ToString(), "r"));
        Assert.Equal("YEAR_NOT_OVER", await CloseAsync(t, "c3", running, "r"));
        Assert.Equal("YEAR_OPEN", await ReopenAsync(t, "o1", 2024, "r"));
        Assert.Equal("ENTITY_NOT_FOUND", await ReopenAsync(t, "o2", 2024, "r", Guid.Empty));
        Assert.Equal("2024", await CloseAsync(t, "c4", first, "r"));
        Assert.Equal("YEAR_CLOSED", await CloseAsync(t, "c5", first, "r"));
        Assert.Equal("REPORT_OUTDATED", await CloseAsync(t, "c6", second, "r"));
        Assert.Equal("2024 2025", await CloseAsync(t, "c7", await MadeAsync(t, "r4", 2025), "r"));
        Assert.Equal("LATER_YEAR_CLOSED", await ReopenAsync(t, "o3", 2024, "r"));
        Assert.Equal("reopened", await ReopenAsync(t, "o4", 2025, "r"));
        Assert.Equal(["FORBIDDEN"], await new GraphQLViewer(t.Host.Services, t.Tenant).CodesAsync($"mutation {{ closeTaxYear(input: {{idempotencyKey: \"y\", reportId: \"{first}\", reason: \"r\"}}) {{ errors {{ code }} }} }}"));
    }

    [Fact]
    [Trait("Pain", "44")]
    public async Task What_changed_since_a_report_is_told_against_now_and_against_another_report()
    {
        await using var t = await TaxTenant.StartAsync();
        await FillAsync(t);
        var first = await MadeAsync(t, "r1", 2024);
        Assert.Equal(["same"], await ChangesAsync(t, first));
        Assert.Equal("hifo", await SetAsync(t, "s1", "hifo", "us"));
        Assert.Contains("setting method fifo -> hifo", await ChangesAsync(t, first));
        Assert.Contains(await ChangesAsync(t, first), c => c.StartsWith("disposal ", StringComparison.Ordinal));
        var second = await MadeAsync(t, "r2", 2024);
        Assert.Equal(await ChangesAsync(t, first), await ChangesAsync(t, first, second));
        Assert.Equal(["same"], await ChangesAsync(t, second));
        Assert.Equal(["NOT_FOUND"], await t.Viewer.CodesAsync($"{{ taxReport(id: \"{first}\") {{ difference(reportId: \"{Guid.Empty}\") {{ isSame }} }} }}"));
    }

    // Two lots, the dearer one later; one unit sold in each year.
    private static Task FillAsync(TaxTenant t) => t.RecordAsync(
        t.Kraken,
        TaxTenant.Fact("a", 0, TransactionKind.Trade, ("BTC", "1"), ("USD", "-10000")), TaxTenant.Fact("b", 1, TransactionKind.Trade, ("BTC", "1"), ("USD", "-20000")),
        TaxTenant.Fact("s", 2, TransactionKind.Trade, ("BTC", "-1"), ("USD", "15000")), TaxTenant.Fact("n", NextYear, TransactionKind.Trade, ("BTC", "-1"), ("USD", "50000")));

    private static string RowOf(string change) => change.Split(' ')[1];

    private static async Task<string> MadeAsync(TaxTenant t, string key, int year)
    {
        var answer = (await t.Viewer.DataAsync($"mutation {{ requestTaxReport(input: {{idempotencyKey: \"{key}\", entityId: \"{t.Entity}\", year: {year}}}) {{ report {{ id }} errors {{ message }} }} }}")).GetProperty("requestTaxReport");
        var id = answer.GetProperty("report").GetProperty("id").GetString()!;
        Assert.Equal("done", (await LiveReportTests.DoneAsync(t, id)).GetProperty("state").GetString());
        return id;
    }

    private static Task<string> CloseAsync(TaxTenant t, string key, string report, string reason) =>
        ChangedAsync(t, $"closeTaxYear(input: {{idempotencyKey: \"{key}\", reportId: \"{report}\", reason: \"{reason}\"}})", years => string.Join(' ', years));

    private static Task<string> ReopenAsync(TaxTenant t, string key, int year, string reason, Guid? entity = null) => ChangedAsync(
        t, $"reopenTaxYear(input: {{idempotencyKey: \"{key}\", entityId: \"{entity ?? t.Entity}\", year: {year}, reason: \"{reason}\"}})", years => years.Contains(year) ? "still closed" : "reopened");

    private static async Task<string> ChangedAsync(TaxTenant t, string mutation, Func<int[], string> told)
    {
        var answer = (await t.Viewer.DataAsync($"mutation {{ change: {mutation} {{ closedYears {{ year }} errors {{ code message }} }} }}")).GetProperty("change");
        return answer.GetProperty("errors").GetArrayLength() > 0
            ? answer.GetProperty("errors")[0].GetProperty("code").GetString()! : told([.. answer.GetProperty("closedYears").EnumerateArray().Select(y => y.GetProperty("year").GetInt32())]);
    }

    private static async Task<string> SetAsync(TaxTenant t, string key, string method, string jurisdiction)
    {
        var answer = (await t.Viewer.DataAsync($"mutation {{ setTaxSettings(input: {{idempotencyKey: \"{key}\", entityId: \"{t.Entity}\", jurisdiction: \"{jurisdiction}\", currency: \"USD\", method: \"{method}\", scope: \"wallet\"}}) {{ entity {{ method }} errors {{ code }} }} }}")).GetProperty("setTaxSettings");
        return answer.GetProperty("errors").GetArrayLength() > 0 ? answer.GetProperty("errors")[0].GetProperty("code").GetString()! : answer.GetProperty("entity").GetProperty("method").GetString()!;
    }

    private static async Task<string?> GainAsync(TaxTenant t, int year) => (await t.YearAsync("totals { gain }", year)).GetProperty("totals").GetProperty("gain").GetString();

    private static async Task<string?> BridgeEndAsync(TaxTenant t, int year) => (await t.YearAsync("bridge { amount }", year)).GetProperty("bridge").EnumerateArray().Last().GetProperty("amount").GetString();

    private static async Task<(string?, string?)> FiledAsync(TaxTenant t)
    {
        var year = await t.YearAsync("totals { gain } closed { reason }");
        return (year.GetProperty("totals").GetProperty("gain").GetString(), year.GetProperty("closed").GetProperty("reason").GetString());
    }

    private static async Task<string?[]> ProblemsAsync(TaxTenant t) =>
        [.. (await t.Viewer.DataAsync("{ taxEntities { nodes { id problems { nodes { code } } } } }")).GetProperty("taxEntities").GetProperty("nodes").EnumerateArray().Single(e => e.GetProperty("id").GetGuid() == t.Entity)
            .GetProperty("problems").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("code").GetString())];

    private static async Task<JsonElement> DifferenceAsync(TaxTenant t, string report, string? other) =>
        (await t.Viewer.DataAsync($"{{ taxReport(id: \"{report}\") {{ difference{(other is null ? "" : $"(reportId: \"{other}\")")} {{ isReady isSame count changes {{ kind subject change }} }} }} }}")).GetProperty("taxReport").GetProperty("difference");

    private static async Task<string[]> ChangesAsync(TaxTenant t, string report, string? other = null)
    {
        JsonElement found = default;
        await Eventually.HoldsAsync(async () => (found = await DifferenceAsync(t, report, other)).GetProperty("isReady").GetBoolean(), "the reports are compared");
        Assert.Equal(found.GetProperty("count").GetInt32(), found.GetProperty("changes").GetArrayLength());
        return found.GetProperty("isSame").GetBoolean() ? ["same"] : [.. found.GetProperty("changes").EnumerateArray().Select(c => string.Join(' ', new[] { "kind", "subject", "change" }.Select(f => c.GetProperty(f).GetString())))];
    }
}
