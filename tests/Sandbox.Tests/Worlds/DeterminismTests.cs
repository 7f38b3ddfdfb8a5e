using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Worlds;

public sealed class DeterminismTests
{
    [Fact]
    public async Task The_same_seed_and_origin_tell_the_same_story_and_forge_the_same_keys()
    {
        await using var one = await Sandboxes.StandingAsync();
        await using var two = await Sandboxes.StandingAsync();
        Assert.All(one.Endpoints.Keys, venue => Assert.Equal(one.Story(venue), two.Story(venue)));
        Assert.All(one.Endpoints.Keys, venue => Assert.Equal(one.DemoKeys[venue], two.DemoKeys[venue]));
    }

    [Fact]
    public async Task Another_seed_tells_another_story()
    {
        await using var one = await Sandboxes.StandingAsync();
        await using var two = await Sandboxes.StandingAsync(o => o with { Seed = 4 });
        Assert.All(one.Endpoints.Keys, venue => Assert.NotEqual(one.Story(venue), two.Story(venue)));
        Assert.NotEqual(one.Key("kraken").Key, two.Key("kraken").Key);
    }

    [Fact]
    public async Task It_does_not_matter_how_often_somebody_looks()
    {
        var (patient, curious) = (new ManualTime(Sandboxes.Noon.AddDays(-20)), new ManualTime(Sandboxes.Noon.AddDays(-20)));
        await using var one = await Sandboxes.StandingAsync(time: patient);
        await using var two = await Sandboxes.StandingAsync(time: curious);
        patient.Advance(TimeSpan.FromDays(15));
        for (var hour = 0; hour < 15 * 24; hour++)
        {
            curious.Advance(TimeSpan.FromHours(1));
            two.World.Play();
        }

        Assert.All(one.Endpoints.Keys, venue => Assert.Equal(one.Story(venue), two.Story(venue)));
    }

    [Fact]
    public async Task A_restart_with_the_journal_restores_orders_credits_and_shocks_to_the_last_digit()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "world.jsonl");
        var time = new ManualTime(Sandboxes.Noon);
        IReadOnlyList<string> story;
        decimal price;
        await using (var first = await Sandboxes.StandingAsync(o => o with { JournalPath = path }, time))
        {
            Do(first, time);
            (story, price) = (first.Story("kraken"), first.Truth.Price("kraken", "SOL/USD", time.GetUtcNow())!.Value);
        }

        await using var again = await Sandboxes.StandingAsync(o => o with { JournalPath = path, Seed = 99, Origin = null }, time);
        Assert.Equal(story, again.Story("kraken"));
        Assert.Equal(price, again.Truth.Price("kraken", "SOL/USD", time.GetUtcNow()));
        Assert.Equal([OrderState.Filled, OrderState.Cancelled], again.Truth.Orders("kraken", AccountNames.Fresh).TakeLast(2).Select(o => o.State));
        Assert.Contains(again.Truth.Balances("kraken", AccountNames.Main), b => b is { Asset: "QQQ", Amount: 12.5m });
    }

    [Fact]
    public async Task A_torn_last_line_of_the_journal_is_dropped_and_the_rest_stands()
    {
        var path = Path.GetTempFileName();
        var time = new ManualTime(Sandboxes.Noon);
        await using (var first = await Sandboxes.StandingAsync(o => o with { JournalPath = path }, time)) first.World.Credit("kraken", AccountNames.Main, "QQQ", 1);
        await File.AppendAllTextAsync(path, """{"time":"2026-03-14T12:00:""");
        await using (var again = await Sandboxes.StandingAsync(o => o with { JournalPath = path }, time))
        {
            Assert.Equal("QQQ", again.Truth.Events("kraken", AccountNames.Main)[^1].Legs[0].Asset);
            again.World.Credit("kraken", AccountNames.Main, "RRR", 1);
        }

        await using var last = await Sandboxes.StandingAsync(o => o with { JournalPath = path }, time);
        Assert.Equal(["QQQ", "RRR"], last.Truth.Events("kraken", AccountNames.Main).TakeLast(2).Select(e => e.Legs[0].Asset));
    }

    [Fact]
    public async Task Two_venues_share_one_economy_but_not_one_price()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        var (kraken, binance) = (sandbox.Truth.Price("kraken", "BTC/USDT", Sandboxes.Noon)!.Value, sandbox.Truth.Price("binance", "BTC/USDT", Sandboxes.Noon)!.Value);
        Assert.NotEqual(kraken, binance);
        Assert.InRange(kraken / binance, 0.998m, 1.002m);
    }

    private static void Do(SandboxServer sandbox, ManualTime time)
    {
        sandbox.World.Shock("SOL", 1.5, null);
        sandbox.World.Credit("kraken", AccountNames.Main, "QQQ", 12.5m);
        var price = sandbox.Truth.Price("kraken", "BTC/USD", time.GetUtcNow())!.Value;
        Assert.Equal(OrderRefusal.None, sandbox.World.Place("kraken", AccountNames.Fresh, new OrderRequest("BTC/USD", true, 0.001m, null)).Refusal);
        time.Advance(TimeSpan.FromMinutes(3));
        var resting = sandbox.World.Place("kraken", AccountNames.Fresh, new OrderRequest("BTC/USD", true, 0.001m, decimal.Round(price / 2, 1)));
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.NotNull(sandbox.World.Cancel("kraken", AccountNames.Fresh, resting.Order!.Id));
        Assert.Null(sandbox.World.Cancel("kraken", AccountNames.Fresh, resting.Order.Id));
    }
}
