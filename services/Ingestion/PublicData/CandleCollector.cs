using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>Fetches closed candles and publishes them as facts; where each market stands is committed with the message, so nothing is fetched twice.</summary>
internal sealed class CandleCollector(VenueAccess venues, MarketChoice markets, CandleClaims claims, IDatabase database, IOptions<IngestionOptions> options, TimeProvider clock, ILogger<CandleCollector> log)
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    /// <summary>Runs until cancelled: days first, since they price the most history at the least cost, then hours.</summary>
    public async Task RunAsync(IVenueConnector connector, CancellationToken cancellationToken)
    {
        while (markets.Of(connector.Venue).IsEmpty) await Task.Delay(Start, clock, cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var data = connector.OpenMarketData(venues.ContextOf(connector.Venue));
                var chosen = claims.Take(MarketChoice.ForHistory(markets.Of(connector.Venue)));
                foreach (var market in chosen) await CatchUpAsync(data, market, "day", TimeSpan.FromDays(1), options.Value.CandleDays, cancellationToken);
                foreach (var market in chosen) await CatchUpAsync(data, market, "hour", TimeSpan.FromHours(1), options.Value.CandleHourDays, cancellationToken);
            }
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
            {
                Log.FeedFailed(log, problem, connector.Venue);
            }

            await Task.Delay(Round, clock, cancellationToken);
        }
    }

    private async Task CatchUpAsync(IVenueMarketData data, MarketTick market, string granularity, TimeSpan interval, int days, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var end = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % interval.Ticks), TimeSpan.Zero);
        // A history begins with a day, so that it does not depend on the minute it was asked for.
        var from = await CursorAsync(market, granularity, cancellationToken) ?? new DateTimeOffset(end.AddDays(-days).UtcDateTime.Date, TimeSpan.Zero);
        while (from < end)
        {
            var candles = await data.FetchCandlesAsync(market.Market, interval, from, end, cancellationToken);
            if (!candles.IsOk)
            {
                Log.CandlesRefused(log, market.Market, market.Venue, candles.Error.Message);
                return;
            }

            var closed = candles.Value.Where(c => c.Open >= from && c.Open + interval <= end).ToList();
            var until = closed.Count == 0 ? end : closed[^1].Open + interval;
            await CommitAsync(market, granularity, interval, closed, until, cancellationToken);
            from = until;
        }
    }

    private async Task<DateTimeOffset?> CursorAsync(MarketTick market, string granularity, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        var until = await transaction.QueryAsync(
            "select until from ingestion.candle_cursor where venue = $1 and market = $2 and granularity = $3", [market.Venue, market.Market, granularity], r => r.GetFieldValue<DateTimeOffset>(0), cancellationToken);
        return until.Count == 0 ? null : until[0];
    }

    private async Task CommitAsync(MarketTick market, string granularity, TimeSpan interval, List<Candle> closed, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await transaction.ExecuteAsync(
            "insert into ingestion.candle_cursor values ($1, $2, $3, $4) on conflict (venue, market, granularity) do update set until = excluded.until",
            [market.Venue, market.Market, granularity, until], cancellationToken);
        if (closed.Count > 0)
        {
            var facts = closed.Select(c => new CandleFact(c.Open, c.Close) { Volume = c.Volume });
            await transaction.PublishAsync(new CandlesRecorded(market.Venue, market.Market, market.BaseSymbol, market.QuoteSymbol, interval, [.. facts]), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
