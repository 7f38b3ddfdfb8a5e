using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken;

/// <summary>Kraken's public market data. Markets are named as the stream names them: <c>BTC/USD</c>.</summary>
internal sealed class KrakenMarketData : IVenueMarketData
{
    private static readonly Uri Real = new("wss://ws.kraken.com");

    private readonly VenueHttp _http;
    private readonly VenueContext _context;
    private readonly KrakenAssets _assets;

    public KrakenMarketData(VenueProfile profile, VenueContext context)
    {
        (_http, _context) = (new VenueHttp(profile, context, null), context);
        _assets = new KrakenAssets(_http, context.Clock);
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<MarketTick>>> FetchTickersAsync(CancellationToken cancellationToken)
    {
        var pairs = await _assets.PairsAsync(cancellationToken);
        if (!pairs.IsOk) return pairs.Error;
        var answer = await _http.SendAsync(KrakenEndpoints.Ticker(), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (KrakenEnvelope.Result(answer.Value.Body) is not { ValueKind: JsonValueKind.Object } result) return new VenueError(VenueErrorType.Malformed, "Ticker", "The tickers could not be read.");
        var ticks = new List<MarketTick>();
        foreach (var member in result.EnumerateObject())
        {
            if (!pairs.Value.TryGetValue(member.Name, out var pair) || WireJson.Read(member.Value, KrakenJson.Default.KrakenTicker) is not { Last.Length: > 0 } ticker) continue;
            var (of, quote) = (_assets.Symbol(pair.Base), _assets.Symbol(pair.Quote));
            ticks.Add(new MarketTick(KrakenConnector.Name, $"{of}/{quote}", of, quote, ticker.Last[0], answer.Value.ReceivedAt.ToMicroseconds()));
        }

        return ticks;
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<Candle>>> FetchCandlesAsync(string market, TimeSpan interval, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var pairs = await _assets.PairsAsync(cancellationToken);
        if (!pairs.IsOk) return pairs.Error;
        var pair = pairs.Value.FirstOrDefault(known => known.Key == market || $"{_assets.Symbol(known.Value.Base)}/{_assets.Symbol(known.Value.Quote)}" == market).Key;
        if (pair is null) return new VenueError(VenueErrorType.UnknownSymbol, market, $"Kraken has no market '{market}'.");
        var answer = await _http.SendAsync(KrakenEndpoints.Candles(pair, (int)interval.TotalMinutes, from.ToUnixTimeSeconds() - 1), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (KrakenEnvelope.Result(answer.Value.Body) is not { ValueKind: JsonValueKind.Object } result) return new VenueError(VenueErrorType.Malformed, "OHLC", "The candles could not be read.");
        var rows = result.EnumerateObject().FirstOrDefault(member => member.Value.ValueKind == JsonValueKind.Array).Value;
        return rows.ValueKind == JsonValueKind.Array ? Candles(rows).Where(candle => candle.Open >= from && candle.Open < to).ToList() : [];
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MarketTick> StreamAsync(IReadOnlyCollection<string> markets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connected = await VenueSocket.ConnectAsync(KrakenStream.Options(_context.Stream ?? Real) with { Hello = [Subscribe(markets)] }, _context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var message in socket.ReadAsync(cancellationToken))
        {
            if (KrakenStream.Read(message) is not { Channel: "ticker" } frame) continue;
            foreach (var tick in frame.Data.Select(row => WireJson.Read(row, KrakenJson.Default.KrakenTick)))
            {
                if (tick is not null && KrakenSymbols.Split(tick.Symbol) is { } codes)
                    yield return new MarketTick(KrakenConnector.Name, tick.Symbol, KrakenSymbols.Symbol(codes.Base), KrakenSymbols.Symbol(codes.Quote), tick.Last, _context.Clock.GetUtcNow().ToMicroseconds());
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<Candle> Candles(JsonElement rows) => rows.EnumerateArray().Select(row => new Candle(
        DateTimeOffset.FromUnixTimeSeconds(row[0].GetInt64()), WireJson.Quantity(row[1]), WireJson.Quantity(row[2]), WireJson.Quantity(row[3]), WireJson.Quantity(row[4]), WireJson.Quantity(row[6])));

    private static string Subscribe(IReadOnlyCollection<string> markets) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"method":"subscribe","params":{"channel":"ticker","symbol":[{{string.Join(',', markets.Select(market => $"\"{JsonEncodedText.Encode(market)}\""))}}]},"req_id":1}""");
}
