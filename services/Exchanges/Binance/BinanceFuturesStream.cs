using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance;

/// <summary>
/// The user data stream of the futures host: it only says that something changed, and what to read again. Its listen key lasts an hour and is asked for again with every
/// connection; connections are renewed before it ends.
/// </summary>
internal sealed class BinanceFuturesStream(VenueHttp http, VenueContext context, string key)
{
    private static readonly Uri Real = new("wss://fstream.binance.com");
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(50);

    /// <summary>Connects and tells until the connection is lost.</summary>
    public async IAsyncEnumerable<PrivateEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(BinanceEndpoints.ListenKey(key), cancellationToken);
        // A key that may not listen here is no reason to lose the stream of the spot account, which runs beside this one.
        if (answer.Error is VenueError { IsTransient: false }) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        if (!answer.IsOk || WireJson.Read(answer.Value.Body.Span, BinanceJson.Default.BinanceListenKey) is not { } listen) yield break;
        // Nothing comes while nothing happens, and the venue pings at protocol level only: what is open for its time is taken for alive.
        var options = new VenueSocketOptions(new Uri(context.Stream ?? Real, "/ws/" + listen.Key)) { IdleTimeout = Lifetime, Costs = [BinanceLimits.OfConnect()] };
        var connected = await VenueSocket.ConnectAsync(options, context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var message in socket.ReadAsync(cancellationToken))
        {
            if (Event(message) is not { } name) continue;
            if (name is "listenKeyExpired") yield break;
            if (name is "ACCOUNT_UPDATE" or "MARGIN_CALL" or "ACCOUNT_CONFIG_UPDATE") yield return new PrivateEvent(null, [], [BinanceFuturesIncome.Stream]);
        }
    }

    private static string? Event(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("e", out var name) ? name.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
