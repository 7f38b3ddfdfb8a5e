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
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo("kraken")]);

        var live = await platform.StateAsync("kraken", "live");
        await Eventually.HoldsAsync(() => platform.Told.Of<BalancesReported>().Any(b => b.HistoryComplete), "balances that hold against the history");

        Assert.Equal(live.Expected, live.Done);
        Assert.True(live.Done >= 4_000, $"{live.Done} records");
        Assert.False(platform.Told.Of<BalancesReported>().First().HistoryComplete);
        AssertHoldings(exchange, platform, "kraken");
    }

    internal static void AssertHoldings(Exchange exchange, Installation platform, string venue)
    {
        var truth = exchange.Server.Truth.Totals(venue, AccountNames.Main).ToDictionary(t => t.Key, t => (Quantity)t.Value);
        Assert.Equal(truth.OrderBy(t => t.Key), platform.Holdings(venue).OrderBy(t => t.Key));
    }
}
