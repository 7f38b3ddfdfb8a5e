using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Worlds;

public sealed class PerpetualTests
{
    private const string Venue = "binance";

    [Fact]
    public async Task Every_cent_of_the_futures_wallet_is_an_event()
    {
        var time = new ManualTime(Sandboxes.Noon);
        await using var sandbox = await Sandboxes.StandingAsync(time: time);
        Fund(sandbox, 10_000);
        Assert.True(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("BTC/USDT", 0.2m)));
        Assert.True(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("BTC/USDT", -0.3m)));
        Assert.True(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("SOL/USDT", 20, 5, IsIsolated: true)));
        time.Advance(TimeSpan.FromHours(30));
        Assert.True(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("SOL/USDT", -5)));
        var events = Told(sandbox);
        var (wallet, open) = sandbox.World.Read(Venue, AccountNames.Main, b => (b.Perpetuals.Wallet, b.Perpetuals.Open));
        Assert.Equal(events.SelectMany(e => e.Legs).Where(l => l.Wallet == Wallets.Futures).Sum(l => l.Amount), wallet);
        Assert.Equal([-0.1m, 15m], open.Select(p => p.Quantity));
        Assert.Equal(4, events.Count(e => e.Kind == EconomicKind.PerpetualFee));
        Assert.Equal(2, events.Count(e => e.Kind == EconomicKind.PerpetualResult));
        Assert.All(events.Where(e => e.Kind == EconomicKind.PerpetualFee), e => Assert.True(e.Legs[0].Amount < 0 && e.Perpetual!.TradeId > 0));
    }

    [Fact]
    public async Task Funding_is_exchanged_every_eight_hours_and_what_a_long_pays_a_short_gets()
    {
        var time = new ManualTime(Sandboxes.Noon);
        await using var sandbox = await Sandboxes.StandingAsync(time: time);
        Fund(sandbox, 10_000);
        sandbox.World.Credit(Venue, AccountNames.Fresh, "USDT", 10_000);
        Assert.True(sandbox.World.Move(Venue, AccountNames.Fresh, 10_000));
        Assert.True(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("ETH/USDT", 2)));
        Assert.True(sandbox.World.Trade(Venue, AccountNames.Fresh, new PerpetualOrder("ETH/USDT", -2)));
        time.Advance(TimeSpan.FromHours(24));
        var (longs, shorts) = (Of(sandbox, AccountNames.Main), Of(sandbox, AccountNames.Fresh));
        Assert.Equal([16, 0, 8], longs.Select(e => e.Time.Hour));
        Assert.All(longs, e => Assert.Equal((0, 0), (e.Time.Minute, e.Time.Second)));
        Assert.Equal(longs.Select(e => -e.Legs[0].Amount), shorts.Select(e => e.Legs[0].Amount));
        Assert.All(longs.Zip(longs.Select(e => e.Perpetual!.Contract.FundingRate(sandbox.World.Seed, e.Time.AddSeconds(-1)))), p => Assert.Equal(Math.Sign(-p.Second), Math.Sign(p.First.Legs[0].Amount)));

        static List<EconomicEvent> Of(SandboxServer sandbox, string account) => [.. sandbox.Truth.Events(Venue, account).Where(e => e.Kind == EconomicKind.Funding)];
    }

    [Fact]
    public async Task A_crash_takes_positions_over_at_the_price_that_was_told_and_not_before()
    {
        var time = new ManualTime(Sandboxes.Noon);
        await using var sandbox = await Sandboxes.StandingAsync(time: time);
        Fund(sandbox, 5_000);
        Assert.True(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("BTC/USDT", Size(sandbox, "BTC", 15_000))));
        Assert.True(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("ETH/USDT", Size(sandbox, "ETH", 3_000), 5, IsIsolated: true)));
        sandbox.World.Shock("BTC", 0.5, null, TimeSpan.FromMinutes(10));
        var (told, mark) = (0m, 0m);
        while (Open(sandbox).Any(p => p.Contract.Name == "BTC/USDT"))
        {
            (told, mark) = sandbox.World.Read(Venue, AccountNames.Main, b => (Price(sandbox, b, "BTC/USDT"), Mark(sandbox, b)));
            Assert.True(mark > told, $"open at {mark}, to be closed at {told}");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var closed = Told(sandbox).Last(e => e.Kind == EconomicKind.PerpetualResult);
        Assert.True(sandbox.World.Prices.Mark(closed.Perpetual!.Contract.Market, closed.Time) <= told);
        Assert.Equal(["ETH/USDT"], Open(sandbox).Select(p => p.Contract.Name));
        Assert.True(sandbox.World.Read(Venue, AccountNames.Main, b => b.Perpetuals.CrossWallet) >= 0);
        Assert.Contains(Told(sandbox), e => e.Kind == EconomicKind.Liquidation);
    }

    [Fact]
    public async Task What_the_margin_or_the_steps_do_not_allow_is_refused_and_a_restart_finds_the_same_positions()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("perpetual").FullName, "journal");
        var time = new ManualTime(Sandboxes.Noon);
        IReadOnlyList<string> story;
        await using (var sandbox = await Sandboxes.StandingAsync(o => o with { JournalPath = path }, time))
        {
            Fund(sandbox, 1_000);
            Assert.False(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("BTC/USDT", 1)));
            Assert.False(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("BTC/USDT", 0.01m, 200)));
            Assert.False(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("NO/SUCH", 1)));
            Assert.False(sandbox.World.Move(Venue, AccountNames.Main, -2_000));
            Assert.True(sandbox.World.Trade(Venue, AccountNames.Main, new PerpetualOrder("BTC/USDT", -0.01m)));
            Assert.True(sandbox.World.Move(Venue, AccountNames.Main, -100));
            time.Advance(TimeSpan.FromHours(9));
            sandbox.World.ClockMoved();
            story = sandbox.Story(Venue);
        }

        await using var again = await Sandboxes.StandingAsync(o => o with { JournalPath = path }, time);
        Assert.Equal(story, again.Story(Venue));
        Assert.Equal(-0.01m, Assert.Single(Open(again)).Quantity);
    }

    [Fact]
    public async Task The_demo_account_holds_perpetuals_when_the_world_has_them()
    {
        await using var sandbox = await Sandboxes.StandingAsync(o => o with { Perpetuals = true });
        Assert.Equal(["BTC/USDT", "ETH/USDT", "SOL/USDT"], Open(sandbox).Select(p => p.Contract.Name));
        Assert.True(Told(sandbox).Count(e => e.Kind == EconomicKind.Funding) > 100);
        await using var without = await Sandboxes.StandingAsync();
        Assert.Empty(Open(without));
    }

    private static void Fund(SandboxServer sandbox, decimal amount)
    {
        sandbox.World.Credit(Venue, AccountNames.Main, "USDT", amount);
        Assert.True(sandbox.World.Move(Venue, AccountNames.Main, amount));
    }

    private static decimal Size(SandboxServer sandbox, string coin, double usd)
    {
        var market = sandbox.Truth.Markets(Venue).Single(m => m.Name == coin + "/USDT");
        return Stage.Floor((decimal)(usd / sandbox.World.Prices.UsdAt(coin, sandbox.World.Now)), market.LotDecimals);
    }

    private static List<EconomicEvent> Told(SandboxServer sandbox) => [.. sandbox.Truth.Events(Venue, AccountNames.Main).Where(e => e.Legs.Any(l => l.Wallet == Wallets.Futures))];

    private static IReadOnlyList<PerpetualPosition> Open(SandboxServer sandbox) => sandbox.World.Read(Venue, AccountNames.Main, b => b.Perpetuals.Open);

    private static decimal Price(SandboxServer sandbox, AccountBook book, string contract)
    {
        var position = book.Perpetuals.Open.Single(p => p.Contract.Name == contract);
        return book.Perpetuals.GroupOf(position, c => sandbox.World.Prices.Mark(c.Market, sandbox.World.Now)).LiquidationPrice(position);
    }

    private static decimal Mark(SandboxServer sandbox, AccountBook book) => sandbox.World.Prices.Mark(book.Perpetuals.Open.Single(p => p.Contract.Name == "BTC/USDT").Contract.Market, sandbox.World.Now);
}
