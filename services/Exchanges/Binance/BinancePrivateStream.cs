using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Binance.History;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance;

/// <summary>The user data stream over the WebSocket API, subscribed by signature. It has no sequence: after a loss the caller reads REST again.</summary>
internal sealed class BinancePrivateStream(BinanceMarkets markets, VenueContext context, VenueCredentials credentials, VenueClock clock)
{
    private static readonly Uri Real = new("wss://ws-api.binance.com:443");
    private static readonly ImmutableArray<string> Movements = ["deposits", "withdrawals", "convert", "dividends", "fiatDeposits", "fiatWithdrawals"];

    /// <summary>Connects, subscribes and tells until the connection is lost.</summary>
    public async IAsyncEnumerable<PrivateEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await markets.EnsureAsync(cancellationToken) is not null) yield break;
        var connected = await VenueSocket.ConnectAsync(Options(), context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var message in socket.ReadAsync(cancellationToken))
        {
            if (Event(message) is not { } told) continue;
            if (told.IsEnd) yield break;
            if (Tell(told.Data) is { } happened) yield return happened;
        }
    }

    /// <summary>What one event tells; null for those that change nothing.</summary>
    internal PrivateEvent? Tell(JsonElement data)
    {
        switch (data.TryGetProperty("e", out var name) ? name.GetString() : null)
        {
            case "executionReport" when WireJson.Read(data, BinanceJson.Default.BinanceExecution) is { } report:
                return BinanceTrades.Map(report, Facts(report.Symbol)) is { } fill ? new PrivateEvent(fill, [], [fill.Source]) : null;
            case "outboundAccountPosition" when WireJson.Read(data, BinanceJson.Default.BinancePosition) is { } position:
                return new PrivateEvent(null, [.. position.Balances.Select(asset => new VenueBalance(asset.Asset, BinanceSymbols.Symbol(asset.Asset), "spot", asset.Free + asset.Locked, asset.Free))], []);
            case "balanceUpdate":
                return new PrivateEvent(null, [], Movements);
            default:
                return null;
        }
    }

    private VenueSocketOptions Options() => new(new Uri(context.Stream ?? Real, "/ws-api/v3"))
    {
        Hello = [new BinanceSigner().Login("/ws-api/v3", credentials, new SigningStamp(clock.GetUtcNow(), 0, "", ""))],
        // The venue pings every twenty seconds at protocol level, which shows no message: an own request keeps the silence measurable.
        IdleTimeout = TimeSpan.FromSeconds(45),
        Ping = static () => """{"id":"ping","method":"ping"}""",
        Costs = [BinanceLimits.OfConnect()],
    };

    private BinanceMetadata Facts(string market) =>
        markets.All.TryGetValue(market, out var known) ? new BinanceMetadata { Symbols = { [market] = [known.Base, known.Quote] } } : new BinanceMetadata();

    private static (JsonElement Data, bool IsEnd)? Event(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            if (root.TryGetProperty("event", out var told)) return (told.Clone(), told.TryGetProperty("e", out var name) && name.GetString() is "eventStreamTerminated" or "serverShutdown");
            return root.TryGetProperty("error", out _) ? (default, true) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
