using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Keeps all positions and values of this process. One loop takes prices and publishes what they change; another follows the ledger, and may wait for the database as long as it likes.</summary>
internal sealed class PositionKeeper(
    IDatabase database, ILiveChannel channel, IHotStore store, LedgerSignal signal, KeeperMailbox mailbox, LivePositions positions, MinuteWork minute, RiskDesk risk, TimeProvider time, ILogger<PositionKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var prices = await channel.SubscribeAsync(LiveTopics.Prices, mailbox.AddPrices, stoppingToken);
        await using var fills = await channel.SubscribeAsync(LiveTopics.ProvisionalFills, mailbox.AddFill, stoppingToken);
        await using var priced = await channel.SubscribeAsync(HearOfPrices.Topic, mailbox.AddPriced, stoppingToken);
        await using var ledger = await signal.ListenAsync(mailbox.AddGrown, stoppingToken);
        await StartAsync(database, stoppingToken);
        try
        {
            await Task.WhenAll(
                RepeatAsync(mailbox.WaitForPricesAsync, TakePricesAsync, stoppingToken),
                RepeatAsync(token => Task.Delay(Watchers.Interval, time, token), positions.GreetAsync, stoppingToken),
                RepeatAsync(token => mailbox.WaitAsync(Idle, token), KeepBooksAsync, stoppingToken));
        }
        finally
        {
            using var soon = new CancellationTokenSource(Parting, time);
            await positions.SaveAsync(time.GetUtcNow(), soon.Token);
        }
    }

    private async Task StartAsync(IDatabase from, CancellationToken cancellationToken)
    {
        await positions.BeginAsync(from, cancellationToken);
        foreach (var stored in (await store.GetAllAsync(LiveTopics.Prices, cancellationToken)).Values)
            if (System.Text.Json.JsonSerializer.Deserialize(stored.Span, LiveJson.Default.PriceValue) is { } price)
                mailbox.AddStored(price);
        foreach (var tenant in await database.ListTenantsAsync(cancellationToken)) mailbox.AddGrown(tenant);
    }

    private Task TakePricesAsync(DateTimeOffset now, CancellationToken cancellationToken) => positions.TakePricesAsync(mailbox.TakePrices(), now, cancellationToken);

    private async Task KeepBooksAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var tenant in mailbox.TakeGrown()) positions.Expect(tenant, now);
        await positions.TakeFillsAsync(mailbox.TakeFills(), now, cancellationToken);
        await positions.LookAsync(now, cancellationToken);
        await minute.RunWhenDueAsync(positions, now, cancellationToken);
        risk.Look(positions.Tenants, now);
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> waitAsync, Func<DateTimeOffset, CancellationToken, Task> turnAsync, CancellationToken cancellationToken)
    {
        // Whatever a turn does before it waits for something is not to hold up the other loop.
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested)
        {
            await waitAsync(cancellationToken);
            try
            {
                await turnAsync(time.GetUtcNow(), cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                log.KeeperFailed(error);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }
}
