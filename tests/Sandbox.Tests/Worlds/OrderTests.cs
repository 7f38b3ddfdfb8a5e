using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Worlds;

public sealed class OrderTests
{
    [Fact]
    public async Task A_resting_order_locks_its_cost_and_fills_as_maker_when_the_price_comes()
    {
        var time = new ManualTime(Sandboxes.Noon);
        await using var sandbox = await Sandboxes.StandingAsync(time: time);
        var limit = decimal.Round(sandbox.Truth.Price("kraken", "BTC/USD", Sandboxes.Noon)!.Value * 0.9m, 1);
        var order = Place(sandbox, new OrderRequest("BTC/USD", true, 0.002m, limit)).Order!;
        Assert.Equal(limit * 0.002m, sandbox.World.Read("kraken", AccountNames.Fresh, book => book.Held("USD")));
        sandbox.World.Shock("BTC", 0.85, null);
        time.Advance(TimeSpan.FromSeconds(10));
        sandbox.World.Play();
        Assert.Equal(OrderState.Filled, order.State);
        Assert.Equal((limit, true), (order.Fills.Single().Fill!.Price, order.Fills.Single().Fill!.IsMaker));
        Assert.Equal(0, sandbox.World.Read("kraken", AccountNames.Fresh, book => book.Held("USD")));
    }

    [Fact]
    public async Task A_large_market_order_fills_in_parts_that_sum_to_it()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        var answer = sandbox.World.Place("kraken", AccountNames.Main, new OrderRequest("BTC/USD", true, 0.2m, null));
        Assert.Equal((OrderState.Filled, 2), (answer.Order!.State, answer.Order.Fills.Count));
        Assert.Equal(0.2m, answer.Order.Filled);
        Assert.Equal(answer.Order.Cost, answer.Order.Fills.Sum(e => e.Fill!.Cost));
    }

    [Fact]
    public async Task A_market_order_by_amount_of_quote_spends_no_more_than_that()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        var order = Place(sandbox, new OrderRequest("BTC/USD", true, null, null, QuoteQuantity: 50)).Order!;
        Assert.InRange(order.Cost, 49.5m, 50m);
    }

    [Fact]
    public async Task An_order_that_may_not_rest_is_cancelled_at_once()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        var order = Place(sandbox, new OrderRequest("BTC/USD", true, 0.001m, 10_000m, ImmediateOrCancel: true)).Order!;
        Assert.Equal((OrderState.Cancelled, 0m), (order.State, order.Hold.Amount));
    }

    [Fact]
    public async Task What_a_venue_would_refuse_is_refused_and_changes_nothing()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        var before = sandbox.Story("kraken", AccountNames.Fresh);
        var ask = sandbox.Truth.Price("kraken", "BTC/USD", Sandboxes.Noon)!.Value * 1.01m;
        Assert.Equal(OrderRefusal.UnknownMarket, Place(sandbox, new OrderRequest("BTC/XYZ", true, 1, null)).Refusal);
        Assert.Equal(OrderRefusal.InsufficientFunds, Place(sandbox, new OrderRequest("BTC/USD", true, 50, null)).Refusal);
        Assert.Equal(OrderRefusal.InsufficientFunds, Place(sandbox, new OrderRequest("BTC/USD", false, 50, null)).Refusal);
        Assert.Equal(OrderRefusal.BadQuantity, Place(sandbox, new OrderRequest("BTC/USD", true, 0.00000001m, null)).Refusal);
        Assert.Equal(OrderRefusal.BadPrice, Place(sandbox, new OrderRequest("BTC/USD", true, 0.001m, 1000.123456m)).Refusal);
        Assert.Equal(OrderRefusal.BelowMinimumCost, Place(sandbox, new OrderRequest("BTC/USD", true, 0.00001m, 1000m)).Refusal);
        Assert.Equal(OrderRefusal.WouldTake, Place(sandbox, new OrderRequest("BTC/USD", true, 0.001m, decimal.Round(ask, 1), PostOnly: true)).Refusal);
        Assert.Equal(before, sandbox.Story("kraken", AccountNames.Fresh));
    }

    [Fact]
    public async Task A_client_id_in_use_is_refused()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        Assert.Equal(OrderRefusal.None, Place(sandbox, new OrderRequest("BTC/USD", true, 0.001m, 10_000m, ClientId: "a")).Refusal);
        Assert.Equal(OrderRefusal.DuplicateClientId, Place(sandbox, new OrderRequest("BTC/USD", true, 0.001m, 10_000m, ClientId: "a")).Refusal);
    }

    [Fact]
    public async Task While_the_clock_runs_small_fills_keep_the_main_accounts_alive()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { Origin = DateTimeOffset.UtcNow.AddDays(-30), LiveFillEvery = TimeSpan.FromMilliseconds(200) });
        var before = sandbox.Endpoints.Keys.ToDictionary(v => v, v => sandbox.Truth.Orders(v, AccountNames.Main).Count, StringComparer.Ordinal);
        await Sandboxes.UntilAsync(() => sandbox.Endpoints.Keys.All(v => sandbox.Truth.Orders(v, AccountNames.Main).Count > before[v]), "a live fill at every venue");
        sandbox.Clock.Freeze();
        var frozen = sandbox.Story("kraken");
        sandbox.Clock.Release();
        await Sandboxes.UntilAsync(() => sandbox.Story("kraken").Count > frozen.Count, "fills going on after the clock was released");
    }

    private static OrderAnswer Place(SandboxServer sandbox, OrderRequest request) => sandbox.World.Place("kraken", AccountNames.Fresh, request);
}
