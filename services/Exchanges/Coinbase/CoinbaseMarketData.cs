using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>Public prices. Books in USD and USDC are merged by alias; each market keeps the price it shows.</summary>
internal sealed class CoinbaseMarketData(VenueContext context) : IVenueMarketData
{
    private readonly VenueHttp _http = new(CoinbaseConnector.VenueProfile, context, null);

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<MarketTick>>> FetchTickersAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(CoinbaseEndpoints.Products, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (CoinbaseMapper.TryParse(answer.Value.Body) is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("products", out var products)) return Malformed("products");
        return products.EnumerateArray()
            .Select(product => WireJson.Read(product, CoinbaseJson.Default.CoinbaseProduct))
            .Select(product => product is not null && Quantity.TryParse(product.Price, out var price) ? Tick(product.ProductId, price, answer.Value.ReceivedAt) : null)
            .OfType<MarketTick>().ToList();
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<Candle>>> FetchCandlesAsync(string market, TimeSpan interval, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (Granularity(interval) is not { } granularity) return new VenueError(VenueErrorType.InvalidRequest, "granularity", $"Coinbase has no candles of {interval}.");
        var oldest = to - (interval * 349);
        var answer = await _http.SendAsync(CoinbaseEndpoints.Candles(market, granularity, from > oldest ? from : oldest, to), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (CoinbaseMapper.TryParse(answer.Value.Body) is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("candles", out var candles)) return Malformed("candles");
        return candles.EnumerateArray()
            .Select(candle => WireJson.Read(candle, CoinbaseJson.Default.CoinbaseCandle)).OfType<CoinbaseCandle>()
            .Select(candle => new Candle(DateTimeOffset.FromUnixTimeSeconds(long.Parse(candle.Start, System.Globalization.CultureInfo.InvariantCulture)), candle.Open, candle.High, candle.Low, candle.Close, candle.Volume))
            .OrderBy(candle => candle.Open).ToList();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MarketTick> StreamAsync(IReadOnlyCollection<string> markets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new VenueSocketOptions(context.Stream ?? CoinbaseEndpoints.MarketStream)
        {
            Hello = [CoinbaseMessages.Subscribe("heartbeats", [], null), CoinbaseMessages.Subscribe("ticker", markets, null)],
            IdleTimeout = TimeSpan.FromSeconds(10),
            Costs = CoinbaseLimits.Stream,
        };
        var connected = await VenueSocket.ConnectAsync(options, context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var message in CoinbaseMessages.ReadAsync(socket, cancellationToken))
        {
            if (message.Channel is not ("ticker" or "ticker_batch") || message.Events.IsDefault) continue;
            foreach (var ticker in message.Events.Where(change => !change.Tickers.IsDefault).SelectMany(change => change.Tickers))
                if (Tick(ticker.ProductId, ticker.Price, message.Timestamp ?? context.Clock.GetUtcNow()) is { } tick) yield return tick;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A tick of a market, or null when its name or price is none.</summary>
    internal static MarketTick? Tick(string market, Quantity price, DateTimeOffset time)
    {
        var dash = market.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0 || market.IndexOf('-', dash + 1) >= 0 || price.Sign <= 0) return null;
        return new MarketTick("coinbase", market, CoinbaseCodes.Symbol(market[..dash]), CoinbaseCodes.Symbol(market[(dash + 1)..]), price, time.ToMicroseconds());
    }

    private static string? Granularity(TimeSpan interval) => interval.TotalMinutes switch
    {
        1 => "ONE_MINUTE",
        5 => "FIVE_MINUTE",
        15 => "FIFTEEN_MINUTE",
        30 => "THIRTY_MINUTE",
        60 => "ONE_HOUR",
        120 => "TWO_HOUR",
        360 => "SIX_HOUR",
        1440 => "ONE_DAY",
        _ => null,
    };

    private static VenueError Malformed(string endpoint) => new(VenueErrorType.Malformed, endpoint, $"The answer of {endpoint} is not in the documented shape.");
}
