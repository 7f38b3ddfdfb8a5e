using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>Binance's public market data. Markets are named as the venue names them: <c>ETHUSDT</c>.</summary>
internal sealed class BinanceMarketData : IVenueMarketData, IMarkPrices
{
    private const int StreamsPerConnection = 1024;
    private static readonly Uri Real = new("wss://stream.binance.com:9443");

    private readonly VenueHttp _http;
    private readonly VenueContext _context;
    private readonly BinanceMarkets _markets;

    public BinanceMarketData(VenueProfile profile, VenueContext context)
    {
        (_http, _context) = (new VenueHttp(profile, context, null), context);
        _markets = new BinanceMarkets(_http, context.Clock);
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<MarketTick>>> FetchTickersAsync(CancellationToken cancellationToken)
    {
        if (await _markets.EnsureAsync(cancellationToken) is { } failed) return failed;
        var answer = await _http.SendAsync(BinanceEndpoints.Prices(), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (BinanceAnswer.Rows(answer.Value.Body) is not { } rows) return new VenueError(VenueErrorType.Malformed, "ticker/price", "The prices could not be read.");
        return rows.Select(row => WireJson.Read(row, BinanceJson.Default.BinancePrice)).OfType<BinancePrice>()
            .Select(price => Tick(price.Symbol, price.Price, answer.Value.ReceivedAt.ToMicroseconds())).OfType<MarketTick>().ToList();
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<Candle>>> FetchCandlesAsync(string market, TimeSpan interval, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (Interval(interval) is not { } name) return new VenueError(VenueErrorType.InvalidRequest, "interval", $"Binance has no candles of {interval}.");
        var answer = await _http.SendAsync(BinanceEndpoints.Candles(market, name, from, to), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (BinanceAnswer.Rows(answer.Value.Body) is not { } rows) return new VenueError(VenueErrorType.Malformed, "klines", "The candles could not be read.");
        return rows.Select(row => new Candle(
            BinanceTime.Of(row[0].GetInt64()), WireJson.Quantity(row[1]), WireJson.Quantity(row[2]), WireJson.Quantity(row[3]), WireJson.Quantity(row[4]), WireJson.Quantity(row[5]))).ToList();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MarketTick> StreamAsync(IReadOnlyCollection<string> markets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await _markets.EnsureAsync(cancellationToken) is not null) yield break;
        var connected = await VenueSocket.ConnectAsync(Options(markets), _context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var message in socket.ReadAsync(cancellationToken))
        {
            if (Read(message) is { } ticker && Tick(ticker.Symbol, ticker.Close, BinanceTime.Of(ticker.Time)) is { } tick) yield return tick;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<MarkTick> StreamMarksAsync(IReadOnlyCollection<string> contracts, CancellationToken cancellationToken) => new BinanceMarks(_context).RunAsync(contracts, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _markets.Dispose();
        return ValueTask.CompletedTask;
    }

    private VenueSocketOptions Options(IReadOnlyCollection<string> markets)
    {
        var names = string.Join('/', markets.Take(StreamsPerConnection).Select(market => Uri.EscapeDataString(market.ToLowerInvariant()) + "@miniTicker"));
        return new VenueSocketOptions(new Uri(_context.Stream ?? Real, "/stream?streams=" + names)) { IdleTimeout = TimeSpan.FromSeconds(60), Costs = [BinanceLimits.OfConnect()] };
    }

    private MarketTick? Tick(string market, Quantity price, DateTimeOffset time)
    {
        var pair = _markets.All.TryGetValue(market, out var known) ? (known.Base, known.Quote) : BinanceSymbols.Split(market);
        return pair is { } codes ? new MarketTick(BinanceConnector.Name, market, BinanceSymbols.Symbol(codes.Base), BinanceSymbols.Symbol(codes.Quote), price, time) : null;
    }

    private static BinanceMiniTicker? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out var data) ? WireJson.Read(data, BinanceJson.Default.BinanceMiniTicker) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Interval(TimeSpan interval) => (long)interval.TotalSeconds switch
    {
        1 => "1s", 60 => "1m", 180 => "3m", 300 => "5m", 900 => "15m", 1800 => "30m", 3600 => "1h", 7200 => "2h", 14400 => "4h", 21600 => "6h", 28800 => "8h", 43200 => "12h", 86400 => "1d", 259200 => "3d", 604800 => "1w",
        _ => null,
    };
}
