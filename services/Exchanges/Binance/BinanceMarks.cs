using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>The mark price streams of the futures host, once a second each.</summary>
internal sealed class BinanceMarks(VenueContext context)
{
    private static readonly Uri Real = new("wss://fstream.binance.com");

    /// <summary>Tells the marks of contracts until the connection is lost.</summary>
    public async IAsyncEnumerable<MarkTick> RunAsync(IReadOnlyCollection<string> contracts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = string.Join('/', contracts.Select(c => Uri.EscapeDataString(c.ToLowerInvariant()) + "@markPrice@1s"));
        var options = new VenueSocketOptions(new Uri(context.Stream ?? Real, "/stream?streams=" + names)) { Costs = [BinanceLimits.OfConnect()] };
        var connected = await VenueSocket.ConnectAsync(options, context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var message in socket.ReadAsync(cancellationToken))
            if (Read(message) is { } mark) yield return mark;
    }

    /// <summary>The mark a message tells; null when it tells none.</summary>
    internal static MarkTick? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || WireJson.Read(data, BinanceJson.Default.BinanceMarkUpdate) is not { Event: "markPriceUpdate" } told) return null;
            Quantity? rate = string.IsNullOrEmpty(told.FundingRate) ? null : Quantity.Parse(told.FundingRate);
            return new MarkTick(BinanceConnector.Name, told.Symbol, told.Mark, rate, told.NextFunding > 0 ? BinanceTime.Of(told.NextFunding) : null, BinanceTime.Of(told.Time));
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException)
        {
            return null;
        }
    }
}
