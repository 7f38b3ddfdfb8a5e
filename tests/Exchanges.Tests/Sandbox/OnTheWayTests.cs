using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>Accounts as they are half a minute after something was sent: what the history sums to is what the venue says there is.</summary>
public sealed class OnTheWayTests(SandboxWorld world) : IClassFixture<SandboxWorld>
{
    public static TheoryData<string, EconomicKind> Moves
    {
        get
        {
            var moves = new TheoryData<string, EconomicKind>();
            foreach (var venue in (string[])["kraken", "binance", "coinbase", "bitfinex", "huobi"])
                foreach (var kind in (EconomicKind[])[EconomicKind.Withdrawal, EconomicKind.Deposit]) moves.Add(venue, kind);
            return moves;
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task While_something_is_on_its_way_the_history_sums_to_the_balances_of_the_venue(string venue, EconomicKind kind)
    {
        var sent = world.Server.Truth.Events(venue, AccountNames.Main, world.Server.Clock.GetUtcNow()).Last(e => e.Kind == kind && e.Movement is not null).Time;
        await using var then = await SandboxWorld.AtAsync(sent.AddSeconds(30));
        await using var session = SandboxVenues.Find(venue).Open(then.Credentials(venue), then.Context(venue));
        var import = new Import();

        await import.RunAsync(session, CancellationToken.None);
        var balances = (await session.FetchBalancesAsync(CancellationToken.None)).Value!.Balances;

        var told = balances.GroupBy(b => b.Symbol).Select(g => (g.Key, Sum: g.Aggregate(Quantity.Zero, (sum, b) => sum + b.Total))).Where(t => !t.Sum.IsZero).ToDictionary(t => t.Key, t => t.Sum.ToString());
        Assert.Contains(then.Server.Truth.Events(venue, AccountNames.Main, then.Server.Clock.GetUtcNow()), e => e.Kind == kind && e.Time == sent);
        Assert.Equal(new SortedDictionary<string, string>(told, StringComparer.Ordinal), import.Totals());
    }
}
