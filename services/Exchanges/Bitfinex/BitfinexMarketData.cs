using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>Public prices of trading pairs, funding and derivative symbols left out, and the marks of perpetuals.</summary>
internal sealed class BitfinexMarketData(VenueContext context) : IVenueMarketData, IMarkPrices
{
    private const string StatusKey = "deriv:";
    private readonly VenueHttp _http = new(BitfinexConnector.VenueProfile with { Rest = BitfinexEndpoints.PublicRest }, context, null);

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<MarketTick>>> FetchTickersAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(BitfinexEndpoints.Tickers, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (BitfinexMapper.Rows(answer.Value.Body) is not { } rows) return Malformed("tickers");
        return rows.EnumerateArray()
            .Where(row => row.TextAt(0) is ['t', ..] && row.At(7).ValueKind == JsonValueKind.Number)
            .Select(row => BitfinexTicker.Of(row))
            .Select(ticker => Tick(ticker.Symbol, ticker.LastPrice, answer.Value.ReceivedAt)).OfType<MarketTick>().ToList();
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<Candle>>> FetchCandlesAsync(string market, TimeSpan interval, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (Frame(interval) is not { } frame) return new VenueError(VenueErrorType.InvalidRequest, "timeframe", $"Bitfinex has no candles of {interval}.");
        var answer = await _http.SendAsync(BitfinexEndpoints.Candles(market, frame, from, to), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (BitfinexMapper.Rows(answer.Value.Body) is not { } rows) return Malformed("candles");
        return rows.EnumerateArray().Select(BitfinexCandle.Of).OrderBy(candle => candle.Mts)
            .Select(candle => new Candle(candle.Mts, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume)).ToList();
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<MarketTick> StreamAsync(IReadOnlyCollection<string> markets, CancellationToken cancellationToken) =>
        new BitfinexPublicStream(context, "ticker", "symbol").RunAsync(markets, (market, payload) => payload.At(6).ValueKind == JsonValueKind.Number ? Tick(market, payload.NumberAt(6), context.Clock.GetUtcNow()) : null, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<MarkTick> StreamMarksAsync(IReadOnlyCollection<string> contracts, CancellationToken cancellationToken) =>
        new BitfinexPublicStream(context, "status", "key").RunAsync([.. contracts.Select(c => StatusKey + c)], Mark, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static MarkTick? Mark(string key, JsonElement payload)
    {
        if (payload.At(14).ValueKind != JsonValueKind.Number) return null;
        var told = BitfinexDerivativeStatus.Of(payload, 0);
        return new MarkTick("bitfinex", key[StatusKey.Length..], told.MarkPrice, told.CurrentFunding, told.NextFunding, told.Mts.ToMicroseconds());
    }

    private static MarketTick? Tick(string market, Quantity price, DateTimeOffset time)
    {
        if (price.Sign <= 0 || market.Contains("F0", StringComparison.Ordinal) || market.StartsWith("tTEST", StringComparison.Ordinal) || (market.Length != 7 && !market.Contains(':', StringComparison.Ordinal))) return null;
        var (baseCode, quoteCode) = BitfinexCodes.Split(market);
        return new MarketTick("bitfinex", market, BitfinexCodes.BuiltIn.Symbol(baseCode), BitfinexCodes.BuiltIn.Symbol(quoteCode), price, time.ToMicroseconds());
    }

    private static string? Frame(TimeSpan interval) => interval.TotalMinutes switch
    {
        1 => "1m",
        5 => "5m",
        15 => "15m",
        30 => "30m",
        60 => "1h",
        180 => "3h",
        360 => "6h",
        720 => "12h",
        1440 => "1D",
        10080 => "1W",
        _ => null,
    };

    private static VenueError Malformed(string endpoint) => new(VenueErrorType.Malformed, endpoint, $"The answer of {endpoint} is not in the documented shape.");
}
