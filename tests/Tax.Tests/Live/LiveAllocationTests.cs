using System.Text.Json;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Tests.Live;

/// <summary>From all wallets together to wallet by wallet on the server (Rev. Proc. 2024-28): by the written rule, and lot by lot.</summary>
public sealed class LiveAllocationTests
{
    private const double NextYear = 330;

    [Fact]
    [Trait("Pain", "13")]
    public async Task Lots_are_allocated_by_the_rule_or_one_by_one_for_figures_previews_and_reports()
    {
        await using var t = await TaxTenant.StartAsync();
        await t.RecordAsync(t.Kraken, TaxTenant.Fact("a", 0, TransactionKind.Trade, ("BTC", "1"), ("USD", "-100")), TaxTenant.Fact("s", NextYear, TransactionKind.Trade, ("BTC", "-0.5"), ("USD", "400"), ("USD!", "-1")));
        await t.RecordAsync(t.Binance, TaxTenant.Fact("b", 1, TransactionKind.Trade, ("BTC", "1"), ("USD", "-50")));
        Assert.Equal("1 null", await SetAsync(t, "k1", null));
        // Half a bitcoin for 400: by the rule the oldest lot belongs to the wallet that is first by name, so Kraken sells the other.
        Assert.Equal("374", await GainAsync(t));
        var lots = (await t.YearAsync("lots { nodes { row wallet } }")).GetProperty("lots").GetProperty("nodes");
        var (first, second) = (lots[0].GetProperty("row").GetString(), lots[1].GetProperty("row").GetString());
        string Lots(string units) => $"asset,lot_id,wallet,quantity,decided,decided_by\nbtc,{first},kraken:11111111,1,2024-12-20,Ann\nbtc,{second},binance:22222222,{units},2024-12-20,Ann\n";
        Assert.StartsWith("BAD_SETTINGS The allocation of btc does not fit", await SetAsync(t, "k2", Lots("0.9")), StringComparison.Ordinal);
        Assert.StartsWith("BAD_SETTINGS the allocation of lots, line 2", await SetAsync(t, "k3", Lots("1").Replace("kraken:11111111,1,", "kraken:11111111,x,", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("374", await GainAsync(t));
        Assert.Equal($"2 {Lots("1")}", await SetAsync(t, "k4", Lots("1")));
        Assert.Equal("349", await GainAsync(t));
        Assert.Equal("349", await BridgeAsync(t));
        var record = (await t.Viewer.DataAsync("{ taxEntities { nodes { name allocations { nodes { assetId from rule decidedAt decidedBy units } } } } }")).GetProperty("taxEntities").GetProperty("nodes").EnumerateArray().Single(e => e.GetProperty("name").GetString() == "Meridian LLC").GetProperty("allocations").GetProperty("nodes").EnumerateArray().Single();
        Assert.Equal("btc 2 specific unit allocation, lot by lot Ann 2024-12-20", string.Join(' ', record.GetProperty("assetId").GetString(), record.GetProperty("units").GetString(), record.GetProperty("rule").GetString(), record.GetProperty("decidedBy").GetString(), record.GetProperty("decidedAt").GetString()![..10]));
        var preview = (await t.Viewer.DataAsync($"{{ taxPreview(entityId: \"{t.Entity}\", sale: {{assetId: \"btc\", quantity: \"0.5\", price: \"800\", wallet: \"binance:22222222\", at: \"2025-02-20T00:00:00Z\"}}) {{ methods {{ method gain }} }} }}")).GetProperty("taxPreview");
        Assert.Equal(("fifo", "375"), (preview.GetProperty("methods")[0].GetProperty("method").GetString(), preview.GetProperty("methods")[0].GetProperty("gain").GetString()));
        await ReportAsync(t, $"2025-01-01T05:00:00Z,{first},kraken:11111111,1,1,specific unit allocation; lot by lot,");
    }

    private static async Task ReportAsync(TaxTenant t, string allocated)
    {
        var answer = (await t.Viewer.DataAsync($"mutation {{ requestTaxReport(input: {{idempotencyKey: \"r\", entityId: \"{t.Entity}\", year: 2025, formats: \"csv\", rollForward: true, exchangeTotals: true, significant: \"btc\", restricted: \"asset,wallet,units,nature,until,lapse\\nbtc,,1,loan,,repayment\\n\"}}) {{ report {{ id }} errors {{ message }} }} }}")).GetProperty("requestTaxReport");
        var done = await LiveReportTests.DoneAsync(t, answer.GetProperty("report").GetProperty("id").GetString()!);
        Assert.Equal("done", done.GetProperty("state").GetString());
        var files = done.GetProperty("files").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("link").GetString()!, StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["allocation.csv", "allocation-lots.csv", "restricted.csv", "asc-350-60-restricted.csv", "carf-dac8-unhosted.csv"], StringComparer.Ordinal), files.Keys.ToHashSet(StringComparer.Ordinal));
        using var http = new HttpClient { BaseAddress = new Uri(t.Host.Url) };
        Assert.Contains(allocated, await http.GetStringAsync(files["allocation.csv"]), StringComparison.Ordinal);
    }

    private static async Task<string?> GainAsync(TaxTenant t) => (await t.YearAsync("totals { gain }", 2025)).GetProperty("totals").GetProperty("gain").GetString();

    private static async Task<string?> BridgeAsync(TaxTenant t) => (await t.YearAsync("bridge { code amount }", 2025)).GetProperty("bridge").EnumerateArray().Last().GetProperty("amount").GetString();

    private static async Task<string> SetAsync(TaxTenant t, string key, string? lots)
    {
        var answer = (await t.Viewer.DataAsync($"mutation {{ setTaxSettings(input: {{idempotencyKey: \"{key}\", entityId: \"{t.Entity}\", jurisdiction: \"us\", currency: \"usd\", method: \"fifo\", scope: \"statutory\", allocationRule: \"oldest-first\", allocationDecided: \"2024-12-15\", allocationBy: \"Ann\", allocationLots: {JsonSerializer.Serialize(lots)}}}) {{ entity {{ settingsVersion allocationLots }} errors {{ code message }} }} }}")).GetProperty("setTaxSettings");
        if (answer.GetProperty("errors").GetArrayLength() > 0) return $"{answer.GetProperty("errors")[0].GetProperty("code").GetString()} {answer.GetProperty("errors")[0].GetProperty("message").GetString()}";
        return $"{answer.GetProperty("entity").GetProperty("settingsVersion").GetInt32()} {answer.GetProperty("entity").GetProperty("allocationLots").GetString() ?? "null"}";
    }
}
