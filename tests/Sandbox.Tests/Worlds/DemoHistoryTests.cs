using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Worlds;

public sealed class DemoHistoryTests(DemoHistoryTests.TwoYears years) : IClassFixture<DemoHistoryTests.TwoYears>
{
    [Fact]
    public void Each_main_account_has_more_than_four_thousand_transactions_of_at_least_twelve_kinds()
    {
        foreach (var venue in years.Sandbox.Endpoints.Keys)
        {
            var events = years.Sandbox.Truth.Events(venue, AccountNames.Main);
            var kinds = events.Select(Kind).GroupBy(k => k, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
            Assert.True(events.Count is > 4_000 and < 7_000, $"{venue} has {events.Count} events");
            Assert.True(kinds.Count >= 12, $"{venue} has only {string.Join(", ", kinds)}");
        }
    }

    [Fact]
    public void No_account_ever_holds_less_than_nothing_and_balances_are_the_sum_of_the_legs()
    {
        foreach (var (venue, account) in years.Sandbox.World.Accounts.ToList())
        {
            var held = new Dictionary<(string, string), decimal>();
            foreach (var leg in years.Sandbox.Truth.Events(venue, account).SelectMany(e => e.Legs))
            {
                held[(leg.Asset, leg.Wallet)] = held.GetValueOrDefault((leg.Asset, leg.Wallet)) + leg.Amount;
                Assert.True(held[(leg.Asset, leg.Wallet)] >= 0, $"{venue}/{account} {leg}");
                Assert.Equal(held[(leg.Asset, leg.Wallet)], leg.After);
            }

            Assert.Equal(held.Select(h => new TrueBalance(h.Key.Item1, h.Key.Item2, h.Value)).OrderBy(b => b.Asset, StringComparer.Ordinal).ThenBy(b => b.Wallet, StringComparer.Ordinal), years.Sandbox.Truth.Balances(venue, account));
        }
    }

    [Fact]
    public void A_transfer_between_own_accounts_leaves_one_venue_and_reaches_another_with_the_same_hash()
    {
        var moves = years.Sandbox.Endpoints.Keys.SelectMany(v => years.Sandbox.Truth.Events(v, AccountNames.Main).Where(e => e.Movement?.Counterpart is not null).Select(e => (Venue: v, Event: e))).ToList();
        var arrived = moves.Where(m => m.Event.Kind == EconomicKind.Deposit).ToList();
        Assert.True(arrived.Count > 20, $"only {arrived.Count} transfers");
        foreach (var (venue, deposit) in arrived)
        {
            var sent = moves.Single(m => m.Event.Kind == EconomicKind.Withdrawal && m.Event.Movement!.TxHash == deposit.Movement!.TxHash);
            Assert.Equal((deposit.Movement!.Counterpart, venue), (sent.Venue, sent.Event.Movement!.Counterpart));
            Assert.Equal(deposit.Legs[0].Amount, -sent.Event.Legs[0].Amount);
            Assert.True(sent.Event.Time < deposit.Time);
        }
    }

    [Fact]
    public void A_failed_or_cancelled_withdrawal_comes_back_to_the_last_unit()
    {
        var events = years.Sandbox.Endpoints.Keys.SelectMany(v => years.Sandbox.Truth.Events(v, AccountNames.Main).Where(e => e.Kind == EconomicKind.WithdrawalReversal).Select(e => (Back: e, Out: years.Sandbox.Truth.Events(v, AccountNames.Main)[(int)e.Reverses!.Value - 1]))).ToList();
        Assert.Contains(events, e => e.Out.Movement!.Outcome == MovementOutcome.Failed);
        Assert.Contains(events, e => e.Out.Movement!.Outcome == MovementOutcome.Cancelled);
        Assert.All(events, e => Assert.All(e.Out.Legs.Zip(e.Back.Legs), l => Assert.Equal((l.First.Asset, 0), (l.Second.Asset, l.First.Amount + l.Second.Amount))));
    }

    [Fact]
    public void The_fresh_account_hardly_began()
    {
        Assert.All(years.Sandbox.Endpoints.Keys, v => Assert.InRange(years.Sandbox.Truth.Events(v, AccountNames.Fresh).Count, 5, 120));
    }

    [Fact]
    public async Task In_a_longer_past_an_account_that_its_venue_tells_of_for_months_only_still_trades_in_these_months_only()
    {
        await using var fiveYears = await Sandboxes.StartAsync(o => o with { Origin = o.Origin!.Value.AddDays(-3 * 365) });
        var now = fiveYears.Clock.GetUtcNow();
        var events = fiveYears.Truth.Events("huobi", AccountNames.Main);
        Assert.All(events.Where(e => e.Fill is not null), e => Assert.InRange(now - e.Time, TimeSpan.Zero, TimeSpan.FromDays(120)));
        Assert.InRange(events.Count, 4_000, 7_000);
        Assert.True(fiveYears.Truth.Events("kraken", AccountNames.Main).Count > 10_000);
    }

    /// <summary>The demo world: two years, all venues.</summary>
    public sealed class TwoYears : IAsyncLifetime
    {
        internal SandboxServer Sandbox { get; private set; } = null!;

        public async Task InitializeAsync() => Sandbox = await Sandboxes.StartAsync();

        public async Task DisposeAsync() => await Sandbox.DisposeAsync();
    }

    private static string Kind(EconomicEvent e) => e switch
    {
        { Fill: { Fee: < 0 } } => "maker rebate",
        { Fill: { } fill } when fill.FeeAsset != fill.Market.Base && fill.FeeAsset != fill.Market.Quote => "third-asset fee",
        { Kind: EconomicKind.Withdrawal, Movement.Outcome: not MovementOutcome.Completed } => "failed withdrawal",
        { Movement.Counterpart: not null } => "own transfer",
        _ => e.Kind.ToString(),
    };
}
