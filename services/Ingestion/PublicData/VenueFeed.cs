using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>
/// Public prices of one venue: the stream while it lives, tickers over REST before, beside (so that a quiet market is confirmed) and instead of it.
/// Values only: passed on, never stored.
/// </summary>
internal sealed class VenueFeed(IVenueConnector connector, VenueAccess venues, KnownSymbols symbols, MarketChoice markets, ILiveChannel live, TimeProvider clock, ILogger<VenueFeed> log)
{
    private static readonly TimeSpan ConfirmEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RegistryPoll = TimeSpan.FromMilliseconds(300);

    private VenueFeedValue? _told;
    private volatile bool _streaming;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var data = connector.OpenMarketData(venues.ContextOf(connector.Venue));
                await RunAsync(data, cancellationToken);
            }
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
            {
                Log.FeedFailed(log, problem, connector.Venue);
            }

            await Task.Delay(PollEvery, clock, cancellationToken);
        }
    }

    private async Task RunAsync(IVenueMarketData data, CancellationToken cancellationToken)
    {
        var known = await WaitForRegistryAsync(cancellationToken);
        while (await PollAsync(data, known, cancellationToken) == 0) await Task.Delay(PollEvery, clock, cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var polling = PollOnAsync(data, known, over.Token);
        try
        {
            await Task.WhenAny(polling, StreamOnAsync(data, over.Token));
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    private async Task<FrozenSet<string>> WaitForRegistryAsync(CancellationToken cancellationToken)
    {
        FrozenSet<string> known;
        while ((known = await symbols.AllAsync(cancellationToken)).Count == 0) await Task.Delay(RegistryPoll, clock, cancellationToken);
        return known;
    }

    private async Task PollOnAsync(IVenueMarketData data, FrozenSet<string> known, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_streaming ? ConfirmEvery : PollEvery, clock, cancellationToken);
            await PollAsync(data, known, cancellationToken);
        }
    }

    private async Task<int> PollAsync(IVenueMarketData data, FrozenSet<string> known, CancellationToken cancellationToken)
    {
        var tickers = await data.FetchTickersAsync(cancellationToken);
        if (!tickers.IsOk)
        {
            await TroubleAsync(tickers.Error, cancellationToken);
            return 0;
        }

        if (tickers.Value.Count == 0) return 0; // It prices no coins: there is nothing to tell of it.
        await TellAsync(_streaming ? "live" : "polling", null, cancellationToken);
        var chosen = tickers.Value.Where(t => known.Contains(t.BaseSymbol) && known.Contains(t.QuoteSymbol)).ToList();
        markets.Set(connector.Venue, chosen);
        foreach (var tick in chosen) await PublishAsync(tick, cancellationToken);
        return chosen.Count;
    }

    private async Task StreamOnAsync(IVenueMarketData data, CancellationToken cancellationToken)
    {
        while (true)
        {
            var names = markets.Of(connector.Venue).Select(m => m.Market).ToList();
            Log.FeedListens(log, connector.Venue, names.Count);
            try
            {
                await foreach (var tick in data.StreamAsync(names, cancellationToken))
                {
                    _streaming = true;
                    await TellAsync("live", null, cancellationToken);
                    await PublishAsync(tick, cancellationToken);
                }
            }
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
            {
                Log.FeedFailed(log, problem, connector.Venue);
            }

            _streaming = false;
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
        }
    }

    private async Task TroubleAsync(Error error, CancellationToken cancellationToken)
    {
        Log.FeedTroubled(log, connector.Venue, error.Message);
        if (_streaming) return;
        var limited = error is VenueError { Type: VenueErrorType.RateLimited or VenueErrorType.Banned };
        await TellAsync(limited ? "RateLimited" : "Error", error.Message, cancellationToken);
    }

    private async Task TellAsync(string state, string? detail, CancellationToken cancellationToken)
    {
        if (_told?.State == state) return;
        _told = new VenueFeedValue(connector.Venue, state, detail, clock.GetUtcNow());
        await live.PublishAsync(LiveTopics.VenueFeeds, JsonSerializer.SerializeToUtf8Bytes(_told, LiveJson.Default.VenueFeedValue), cancellationToken);
    }

    private ValueTask PublishAsync(MarketTick t, CancellationToken cancellationToken)
    {
        var value = new TickValue(t.Venue, t.Market, t.BaseSymbol, t.QuoteSymbol, t.Price, t.Time);
        return live.PublishAsync(LiveTopics.Ticks, JsonSerializer.SerializeToUtf8Bytes(value, LiveJson.Default.TickValue), cancellationToken);
    }
}
