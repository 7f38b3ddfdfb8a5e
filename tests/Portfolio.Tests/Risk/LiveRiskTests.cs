using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Tests.Valuation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

/// <summary>The risk engine beside the keeper of positions, over the real database, bus and live channel.</summary>
public sealed class LiveRiskTests
{
    [Fact]
    public async Task Figures_follow_positions_and_closes_and_are_kept()
    {
        await using var t = await LedgerTenant.StartAsync();
        var closes = await ClosesAsync(t, "btc", 130);
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"), ("USD", "100"))));
        await t.PriceAsync(("btc", "50"));
        var returns = closes.Skip(1).Zip(closes, (now, before) => (now / before) - 1).ToArray();
        var (mean, sd) = Moments(returns);
        var expected = -((0.5 * mean) + (-1.6448536269514729 * 0.5 * sd));
        await SeesAsync(t, "exposures", e => Math.Abs(Number(e.GetProperty("normal")[0], "var") - expected) < 1e-9, "the normal VaR of half a book of bitcoin");
        var worst = returns.Order().ToArray();
        var historical = -0.5 * (worst[6] + (0.05 * (returns.Length - 1) % 1 * (worst[7] - worst[6])));
        await SeesAsync(t, "report", r => Math.Abs(Number(r.GetProperty("methods")[0].GetProperty("levels")[0], "var") - historical) < 1e-9, "the historical VaR");
        await SeesAsync(t, "report", r => r.GetProperty("coverage").GetProperty("observations").GetInt32() == returns.Length && r.GetProperty("coverage").GetProperty("share").GetDouble() == 1, "what it covers");
        await SeesAsync(t, "correlation", c => c.GetProperty("symbols").GetArrayLength() == 2 && c.GetProperty("matrix")[0][0].GetDouble() == 1 && c.GetProperty("matrix")[1][1].ValueKind == JsonValueKind.Null, "no correlation of what never moves");
        await t.PriceAsync(("btc", "150"));
        await SeesAsync(t, "exposures", e => Math.Abs(e.GetProperty("assets")[0].GetProperty("share").GetDouble() - 0.75) < 1e-12, "the new share");
        await SeesAsync(t, "report", r => r.GetProperty("number").GetInt64() >= 2, "a change that matters makes a report at once");
        Assert.Equal(await t.CountAsync("risk_report"), await t.CountAsync("risk_report", "body::json ->> 'key' = 'report' and format = 1"));
        Assert.True(await t.CountAsync("risk_report", $"portfolio_id = '{t.All}' and number >= 2") > 0);
    }

    [Fact]
    public async Task Too_little_history_is_told_and_never_a_number()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ClosesAsync(t, "btc", 12);
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"), ("ETH", "1"))));
        await t.PriceAsync(("btc", "50"));
        await SeesAsync(t, "report", r => r.GetProperty("state").GetString() == "not enough data" && r.GetProperty("reason").GetString()!.Contains("20 daily returns", StringComparison.Ordinal), "says why");
        await SeesAsync(t, "exposures", e => e.GetProperty("normal").EnumerateArray().All(l => l.GetProperty("var").ValueKind == JsonValueKind.Null && l.GetProperty("es").ValueKind == JsonValueKind.Null), "no VaR");
        await SeesAsync(t, "exposures", e => e.GetProperty("coverage").GetProperty("left").EnumerateArray().Select(l => $"{l.GetProperty("asset").GetString()}: {l.GetProperty("reason").GetString()}").SequenceEqual(["btc: too little history", "eth: no price"]), "what is left out, and why");
    }

    [Fact]
    public async Task A_stablecoin_off_its_band_and_a_large_share_are_warned_of_stored_and_outlive_the_process()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ClosesAsync(t, "usdt", 30, "hour");
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("USDT", "1000"))));
        await t.PriceAsync(("usdt", "0.993"));
        await SeesAsync(t, "warning:StablecoinBand:usdt", w => Math.Abs(w.GetProperty("measured").GetDouble() - 0.993) < 1e-12, "off its band");
        await SeesAsync(t, "warning:Concentration:asset:usdt", w => w.GetProperty("measured").GetDouble() == 1, "all in one asset");
        await SeesAsync(t, "warning:Concentration:venue:kraken", w => w.GetProperty("threshold").GetDouble() == 0.8, "all at one venue");
        var since = await t.Host.Database.ScalarAsync<DateTime>($"select raised_at from portfolio.risk_warning where kind = 'StablecoinBand' and portfolio_id = '{t.All}'");
        await using var again = await PlatformTestHost.StartAsync([new PortfolioModule()], t.Host.Database);
        await Eventually.HoldsAsync(async () => (await ValueAsync(again, t, "warning:StablecoinBand:usdt"))?.GetProperty("raisedAt").GetDateTime() == since, "stands since then after a restart", TimeSpan.FromSeconds(20));
        Assert.Equal(1, await t.CountAsync("risk_warning", $"kind = 'StablecoinBand' and portfolio_id = '{t.All}'"));
    }

    private static Task SeesAsync(LedgerTenant t, string key, Func<JsonElement, bool> expected, string what) =>
        Eventually.HoldsAsync(async () => await ValueAsync(t.Host, t, key) is { } value && expected(value), what, TimeSpan.FromSeconds(20));

    private static async Task<JsonElement?> ValueAsync(PlatformTestHost host, LedgerTenant t, string key)
    {
        var all = await host.Services.GetRequiredService<IHotStore>().GetAllAsync(RiskFeed.TopicOf(t.Tenant, t.All), default);
        return all.TryGetValue(key, out var json) ? JsonDocument.Parse(json).RootElement : null;
    }

    /// <summary>Stores random closes up to now; the last ones before the step that runs.</summary>
    internal static async Task<double[]> ClosesAsync(LedgerTenant t, string asset, int count, string granularity = "day", bool isFirst = true)
    {
        if (isFirst) await ReferenceView.PublishAsync(t.Host.Database);
        var (random, price, closes) = (new Random(7), 100.0, new List<double>());
        var step = granularity == "day" ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1);
        var last = DateTimeOffset.UtcNow.Ticks / step.Ticks;
        var rows = new List<PriceRow>();
        for (var i = count; i >= 0; i--)
        {
            var text = asset == "usdt" ? "1" : (price *= 1 + ((random.NextDouble() - 0.5) / 10)).ToString("F8", CultureInfo.InvariantCulture);
            rows.Add(new(new(asset), granularity, new((last - i) * step.Ticks, TimeSpan.Zero), "x", 1, 1, text));
            closes.Add(double.Parse(text, CultureInfo.InvariantCulture));
        }

        await ReferenceView.AddAsync(t.Host.Database, [.. rows]);
        return [.. closes];
    }

    private static (double Mean, double Deviation) Moments(double[] xs)
    {
        var mean = xs.Average();
        return (mean, Math.Sqrt(xs.Sum(x => (x - mean) * (x - mean)) / (xs.Length - 1)));
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.Number ? element.GetProperty(name).GetDouble() : double.NaN;
}
