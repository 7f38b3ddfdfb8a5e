using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.MarketData.Assets;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.MarketData.Prices;

/// <summary>Listens to ticks, keeps the engine, passes changed prices on: to the hot store for who comes, to the live channel for who listens.</summary>
internal sealed class PriceWorker(
    ILiveChannel live,
    IHotStore hot,
    RegistrySource registry,
    PriceHistory history,
    TimeProvider clock,
    IOptions<MarketDataOptions> options,
    ILogger<PriceWorker> log) : BackgroundService
{
    private readonly Lock _gate = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private PriceEngine? _engine;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _engine = new PriceEngine(await registry.GetAsync(stoppingToken), new PriceRules());
        var epoch = await history.NextEpochAsync(stoppingToken);
        await using var ticks = await live.SubscribeAsync(LiveTopics.Ticks, OnTick, stoppingToken);
        await using var feeds = await live.SubscribeAsync(LiveTopics.VenueFeeds, OnFeed, stoppingToken);
        await Task.WhenAll(SweepAsync(stoppingToken), PassOnAsync(epoch, stoppingToken));
    }

    private void OnTick(ReadOnlyMemory<byte> payload)
    {
        try
        {
            if (JsonSerializer.Deserialize(payload.Span, LiveJson.Default.TickValue) is not { } tick) return;
            lock (_gate) _engine!.Apply(tick, clock.GetUtcNow());
            _wake.Writer.TryWrite(true);
        }
        catch (JsonException problem)
        {
            Log.ValueUnreadable(log, LiveTopics.Ticks, problem.Message);
        }
    }

    private void OnFeed(ReadOnlyMemory<byte> payload)
    {
        try
        {
            if (JsonSerializer.Deserialize(payload.Span, LiveJson.Default.VenueFeedValue) is not { } feed) return;
            lock (_gate) _engine!.Apply(feed);
        }
        catch (JsonException problem)
        {
            Log.ValueUnreadable(log, LiveTopics.VenueFeeds, problem.Message);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepEvery, clock);
        do
        {
            lock (_gate) _engine!.Sweep(clock.GetUtcNow());
            _wake.Writer.TryWrite(true);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task PassOnAsync(long epoch, CancellationToken cancellationToken)
    {
        while (await _wake.Reader.WaitToReadAsync(cancellationToken))
        {
            _wake.Reader.TryRead(out _);
            var changed = Changed(epoch);
            try
            {
                if (changed.Length > 0) await PublishAsync(changed, cancellationToken);
                await history.NoteAsync(changed, clock.GetUtcNow(), cancellationToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                Log.PublishFailed(log, problem);
            }
        }
    }

    private PriceValue[] Changed(long epoch)
    {
        lock (_gate)
        {
            var drained = _engine!.Drain();
            foreach (var price in drained)
            {
                if (price.IsHeld) Log.PriceHeld(log, price.Asset.Value, price.Source);
            }

            return [.. drained.Select(p => p.ToValue(epoch))];
        }
    }

    private async Task PublishAsync(PriceValue[] changed, CancellationToken cancellationToken)
    {
        var fields = changed.Select(p => new KeyValuePair<string, ReadOnlyMemory<byte>>(p.Key, JsonSerializer.SerializeToUtf8Bytes(p, LiveJson.Default.PriceValue))).ToList();
        await hot.SetAsync(LiveTopics.Prices, fields, cancellationToken);
        await live.PublishAsync(LiveTopics.Prices, JsonSerializer.SerializeToUtf8Bytes(changed, LiveJson.Default.PriceValueArray), cancellationToken);
    }
}
