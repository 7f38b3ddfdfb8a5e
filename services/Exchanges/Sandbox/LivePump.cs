using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox;

/// <summary>
/// Plays the world up to the clock all the time, so that streams have something to tell, and places a small journalled order in each main account every so
/// often. While the clock is frozen nothing happens.
/// </summary>
internal sealed class LivePump(World world, SandboxClock clock, TimeSpan fillEvery) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private long _beats;

    /// <summary>Begins.</summary>
    public void Start() => _running = RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (clock.IsFrozen) continue;
                world.Play();
                if (fillEvery > TimeSpan.Zero) TradeSometimes();
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }

    private void TradeSometimes()
    {
        var chance = Beat / fillEvery;
        var beat = (ulong)Interlocked.Increment(ref _beats);
        foreach (var (venue, account) in world.Accounts.Where(a => a.Account == AccountNames.Main && world.HasMarkets(a.Venue)))
        {
            var dice = new Dice(Noise.Of(Noise.Of(world.Seed, venue), beat ^ (ulong)clock.GetUtcNow().UtcTicks));
            if (dice.Chance(chance) && Draft(venue, account, ref dice) is { } request) world.Place(venue, account, request);
        }
    }

    private OrderRequest? Draft(string venue, string account, ref Dice dice)
    {
        var (pick, size, side) = (dice.Unit(), dice.Between(20, 90), dice.Chance(0.5));
        return world.Read(venue, account, book =>
        {
            var markets = book.Profile.TradedMarkets;
            var market = book.Profile.Market(markets[(int)(pick * markets.Count)])!;
            var quantity = Stage.Floor((decimal)(size / world.Prices.UsdAt(market.Base, world.Now)), market.LotDecimals);
            if (quantity < market.MinQuantity) return null;
            var isBuy = side ? book.Available(market.Base) < quantity * 2 || book.Available(market.Quote) > 0 : book.Available(market.Base) < quantity * 2;
            return new OrderRequest(market.Name, isBuy, quantity, null);
        });
    }
}
