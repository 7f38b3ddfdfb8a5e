using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>Public prices. Frames of the market stream are GZIP; pings are answered from the reading loop.</summary>
internal sealed class HuobiMarketData(VenueContext context) : IVenueMarketData
{
    private readonly VenueHttp _http = new(HuobiConnector.VenueProfile, context, null);
    private HuobiCodes? _codes;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<MarketTick>>> FetchTickersAsync(CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(HuobiEndpoints.Tickers, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (HuobiMapper.Data(answer.Value.Body) is not { ValueKind: JsonValueKind.Array } rows) return Malformed("tickers");
        var codes = await CodesAsync(cancellationToken);
        return rows.EnumerateArray()
            .Select(row => WireJson.Read(row, HuobiJson.Default.HuobiTicker)).OfType<HuobiTicker>()
            .Select(ticker => Tick(ticker.Symbol, ticker.Close, answer.Value.ReceivedAt, codes)).OfType<MarketTick>().ToList();
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<Candle>>> FetchCandlesAsync(string market, TimeSpan interval, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (Period(interval) is not { } period) return new VenueError(VenueErrorType.InvalidRequest, "period", $"HTX has no candles of {interval}.");
        var size = (int)Math.Clamp((context.Clock.GetUtcNow() - from) / interval + 1, 1, 2000);
        var answer = await _http.SendAsync(HuobiEndpoints.Candles(market, period, size), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (HuobiMapper.Data(answer.Value.Body) is not { ValueKind: JsonValueKind.Array } rows) return Malformed("kline");
        return rows.EnumerateArray()
            .Select(row => WireJson.Read(row, HuobiJson.Default.HuobiCandle)).OfType<HuobiCandle>()
            .Select(candle => new Candle(DateTimeOffset.FromUnixTimeSeconds(candle.Id), candle.Open, candle.High, candle.Low, candle.Close, candle.Amount))
            .Where(candle => candle.Open >= from && candle.Open <= to).OrderBy(candle => candle.Open).ToList();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MarketTick> StreamAsync(IReadOnlyCollection<string> markets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var codes = await CodesAsync(cancellationToken);
        var options = new VenueSocketOptions(new Uri(context.Stream ?? HuobiEndpoints.Stream, "/ws"))
        {
            Hello = [.. markets.Select((market, index) => HuobiMessages.Object(json =>
            {
                json.WriteString("sub", $"market.{market}.ticker");
                json.WriteString("id", index.ToString(CultureInfo.InvariantCulture));
            }))],
            GzipFrames = true,
            IdleTimeout = TimeSpan.FromSeconds(15), // a ping comes every five seconds
            Costs = HuobiLimits.Public,
        };
        var connected = await VenueSocket.ConnectAsync(options, context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var bytes in socket.ReadAsync(cancellationToken))
        {
            if (!WireJson.IsComplete(bytes.Span)) yield break;
            using var document = JsonDocument.Parse(bytes);
            if (HuobiMapper.IdOf(document.RootElement, "ping") is { } ping) await socket.SendAsync($$"""{"pong":{{ping}}}""", cancellationToken);
            if (Read(document.RootElement, codes) is { } tick) yield return tick;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private MarketTick? Read(JsonElement message, HuobiCodes codes)
    {
        if (HuobiMapper.IdOf(message, "ch")?.Split('.') is not ["market", var symbol, ..] || !message.TryGetProperty("tick", out var tick)) return null;
        if (WireJson.Read(tick, HuobiJson.Default.HuobiStreamTick) is not { } read) return null;
        var time = long.TryParse(HuobiMapper.IdOf(message, "ts"), out var milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : context.Clock.GetUtcNow();
        return Tick(symbol, read.Close, time, codes);
    }

    private static MarketTick? Tick(string symbol, Quantity price, DateTimeOffset time, HuobiCodes codes)
    {
        // Only what the symbol table names is a market; leveraged tokens and indices are none.
        if (price.Sign <= 0 || !codes.Symbols.ContainsKey(symbol)) return null;
        var (baseCode, quoteCode) = codes.Split(symbol);
        return new MarketTick("huobi", symbol, HuobiCodes.Symbol(baseCode), HuobiCodes.Symbol(quoteCode), price, time.ToMicroseconds());
    }

    private async Task<HuobiCodes> CodesAsync(CancellationToken cancellationToken)
    {
        if (_codes is not null) return _codes;
        var answer = await _http.SendAsync(HuobiEndpoints.Symbols, cancellationToken);
        if (!answer.IsOk) return HuobiCodes.BuiltIn;
        using var document = JsonDocument.Parse(answer.Value.Body);
        return _codes = new HuobiCodes(HuobiCodes.Read(document.RootElement));
    }

    private static string? Period(TimeSpan interval) => interval.TotalMinutes switch
    {
        1 => "1min",
        5 => "5min",
        15 => "15min",
        30 => "30min",
        60 => "60min",
        240 => "4hour",
        1440 => "1day",
        10080 => "1week",
        _ => null,
    };

    private static VenueError Malformed(string endpoint) => new(VenueErrorType.Malformed, endpoint, $"The answer of {endpoint} is not in the documented shape.");
}
