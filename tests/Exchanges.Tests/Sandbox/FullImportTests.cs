using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>Whole demo accounts over real HTTP, compared with what the sandbox knows to be true.</summary>
public sealed class FullImportTests(SandboxWorld world) : IClassFixture<SandboxWorld>
{
    public static TheoryData<string> Venues => ["kraken", "binance", "coinbase", "bitfinex", "huobi"];

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task The_whole_history_equals_the_truth_to_the_last_digit(string venue)
    {
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue));
        var import = new Import();

        await import.RunAsync(session, CancellationToken.None);

        Assert.Empty(import.Pages.SelectMany(page => page.Mapped.Problems).Where(problem => problem.Code != "older-needs-file").Select(problem => $"{problem.Code} {problem.NativeId} {problem.Detail}"));
        Assert.Equal(world.Movements(venue), SandboxWorld.Movements(import));
        Assert.Equal(world.Totals(venue), import.Totals());
        Assert.True(import.Transactions.Count > 3000);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task The_balances_of_all_wallets_equal_the_truth(string venue)
    {
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue));

        var page = await session.FetchBalancesAsync(CancellationToken.None);

        var totals = page.Value!.Balances.GroupBy(balance => balance.Symbol).Select(group => (group.Key, Sum: group.Aggregate(Quantity.Zero, (sum, balance) => sum + balance.Total)))
            .Where(total => !total.Sum.IsZero).ToDictionary(total => total.Key, total => total.Sum.ToString());
        Assert.Equal(world.Totals(venue), new SortedDictionary<string, string>(totals, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Replaying_the_archived_pages_without_network_gives_the_same_transactions(string venue)
    {
        var connector = SandboxVenues.Find(venue);
        await using var session = connector.Open(world.Credentials(venue), world.Context(venue));
        var import = new Import();
        await import.RunAsync(session, CancellationToken.None);

        foreach (var page in import.Pages)
        {
            var again = connector.Map(page.Raw.Endpoint, page.Raw.Body, page.Raw.Metadata);
            Assert.Equal(page.Mapped.Transactions.Select(WholeText.Of), again.Transactions.Select(WholeText.Of));
        }
    }
}
