using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>Public prices of trading pairs; funding and derivative symbols are left out.</summary>
internal sealed class BitfinexMarketData(VenueContext context) : IVenueMarketData
{
    // The venue takes 25 to 30 channels a connection.
    private const int ChannelsPerConnection = 25;
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
    public async IAsyncEnumerable<MarketTick> StreamAsync(IReadOnlyCollection<string> markets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ticks = Channel.CreateUnbounded<MarketTick>();
        var readers = markets.Chunk(ChannelsPerConnection).Select(chunk => ReadAsync(chunk, ticks.Writer, stop)).ToArray();
        await foreach (var tick in ticks.Reader.ReadAllAsync(CancellationToken.None)) yield return tick;
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    // The first connection that ends ends the stream: the caller reconnects all of it.
    private async Task ReadAsync(string[] markets, ChannelWriter<MarketTick> ticks, CancellationTokenSource stop)
    {
        try
        {
            var hello = markets.Select(market => BitfinexMessages.Event("subscribe", json =>
            {
                json.WriteString("channel", "ticker");
                json.WriteString("symbol", market);
            }));
            var options = BitfinexMessages.Options(context.Stream ?? BitfinexEndpoints.PublicStream, BitfinexLimits.PublicStream, [BitfinexMessages.WithSequence, .. hello]);
            var connected = await VenueSocket.ConnectAsync(options, context, stop.Token);
            if (!connected.IsOk) return;
            await using var socket = connected.Value;
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            await foreach (var message in BitfinexMessages.ReadAsync(socket, stop.Token))
                if (Read(message, names) is { } tick) ticks.TryWrite(tick);
        }
        catch (OperationCanceledException)
        {
            // Another connection of this stream ended, or the caller is gone.
        }
        finally
        {
            ticks.TryComplete();
        }
    }

    private MarketTick? Read(JsonElement message, Dictionary<string, string> names)
    {
        if (message.ValueKind == JsonValueKind.Object)
        {
            if (message.TryGetProperty("chanId", out var channel) && message.TryGetProperty("symbol", out var symbol)) names[WireJson.Text(channel)] = WireJson.Text(symbol);
            return null;
        }

        if (!names.TryGetValue(message.TextAt(0) ?? "", out var market) || message.At(1) is not { ValueKind: JsonValueKind.Array } payload || payload.At(6).ValueKind != JsonValueKind.Number) return null;
        return Tick(market, payload.NumberAt(6), context.Clock.GetUtcNow());
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
