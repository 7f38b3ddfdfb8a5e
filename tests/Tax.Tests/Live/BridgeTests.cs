using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Tax.Tests.Live;

public sealed class BridgeTests
{
    [Fact]
    [Trait("Pain", "23")]
    public async Task From_what_the_books_realised_to_what_tax_realises_every_line_adds_up()
    {
        await using var t = await TaxTenant.StartAsync();
        await LiveReportTests.FillAsync(t);
        JsonElement year = default;
        await Eventually.HoldsAsync(async () => (year = await t.YearAsync("totals { gain positions } bridge { code label amount }")).GetProperty("bridge").GetArrayLength() > 0, "the bridge");
        var lines = year.GetProperty("bridge").EnumerateArray().Select(l => (Code: l.GetProperty("code").GetString()!, Amount: Quantity.Parse(l.GetProperty("amount").GetString()!))).ToArray();
        Assert.Equal(["book", "foreign-money", "events", "unknown-basis", "income", "treatment", "scope", "method", "fees", "rounding", "tax"], lines.Select(l => l.Code));
        Assert.Equal(lines[^1].Amount, lines[..^1].Aggregate(Quantity.Zero, (sum, l) => sum + l.Amount));
        var totals = year.GetProperty("totals");
        Assert.Equal(Quantity.Parse(totals.GetProperty("gain").GetString()!) + Quantity.Parse(totals.GetProperty("positions").GetString()!), lines[^1].Amount);
        var books = (await t.Viewer.DataAsync($"{{ portfolio(id: \"{t.Entity}\") {{ profitAndLoss(by: VENUE) {{ nodes {{ realised }} }} }} }}")).GetProperty("portfolio").GetProperty("profitAndLoss").GetProperty("nodes");
        Assert.Equal(books.EnumerateArray().Aggregate(Quantity.Zero, (sum, v) => sum + Quantity.Parse(v.GetProperty("realised").GetString()!)), lines[0].Amount);
    }

    [Fact]
    public async Task The_gains_that_hang_most_on_one_price_name_it()
    {
        await using var t = await TaxTenant.StartAsync();
        await LiveReportTests.FillAsync(t);
        var sensitive = (await t.YearAsync("sensitive { side amount perPercent price { assetId source perUnit } disposal { assetId row } }")).GetProperty("sensitive");
        var first = sensitive[0];
        Assert.Equal(("proceeds", "16000", "160", "btc", "64000"), (first.GetProperty("side").GetString(), first.GetProperty("amount").GetString(), first.GetProperty("perPercent").GetString(), first.GetProperty("price").GetProperty("assetId").GetString(), first.GetProperty("price").GetProperty("perUnit").GetString()));
        Assert.InRange(sensitive.GetArrayLength(), 2, 20);
    }
}
