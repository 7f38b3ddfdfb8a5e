using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Sync;

public sealed class ImportTests
{
    [Fact]
    public async Task A_key_becomes_balances_then_the_whole_history_then_live()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo("kraken"), "--Ingestion:PublicData=false"]);

        var live = await platform.StateAsync("kraken", "live", TimeSpan.FromSeconds(240));
        await Eventually.HoldsAsync(() => platform.Told.Of<BalancesReported>().Any(b => b.HistoryComplete), "balances that hold against the history");

        Assert.Equal(live.Expected, live.Done);
        Assert.True(live.Done >= 4_000, $"{live.Done} records");
        Assert.False(platform.Told.Of<BalancesReported>().First().HistoryComplete);
        AssertHoldings(exchange, platform, "kraken");
    }

    [Fact]
    public async Task Five_venues_import_side_by_side_and_prices_flow()
    {
        await using var exchange = await Exchange.OpenAsync(liveFillEvery: TimeSpan.FromSeconds(3));
        string[] venues = [.. DemoTenant.Venues];
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo(venues)]);

        foreach (var venue in venues) await platform.StateAsync(venue, "live", TimeSpan.FromSeconds(300));
        foreach (var venue in venues) await Eventually.HoldsAsync(() => platform.Told.Of<BalancesReported>().Any(b => b.HistoryComplete && b.Venue == venue), $"complete balances of {venue}", TimeSpan.FromSeconds(90));

        Assert.True(platform.Told.Of<CandlesRecorded>().Any());
        Assert.Equal("ok", (await platform.PriceAsync("btc")).State);
        Assert.Equal("ok", (await platform.PriceAsync("usdt")).State);
        Assert.Equal(0, await platform.Database.ScalarAsync<long>("select count(*) from platform.failed_messages"));
    }

    internal static void AssertHoldings(Exchange exchange, Installation platform, string venue)
    {
        var truth = exchange.Server.Truth.Totals(venue, AccountNames.Main).ToDictionary(t => t.Key, t => (Quantity)t.Value);
        Assert.Equal(truth.OrderBy(t => t.Key), platform.Holdings(venue).OrderBy(t => t.Key));
    }
}
