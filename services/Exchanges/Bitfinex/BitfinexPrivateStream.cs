using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Bitfinex;

/// <summary>
/// The private stream, with a message number on everything: a hole ends it. Fills are taken from <c>tu</c>, which has the fee (<c>te</c> may not).
/// It never asks for the dead-man switch, which would cancel the user's orders when we disconnect.
/// </summary>
internal static class BitfinexPrivateStream
{
    /// <summary>Events until the connection is lost.</summary>
    public static async IAsyncEnumerable<PrivateEvent> ReadAsync(VenueCredentials credentials, VenueContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = (context.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var nonce = await context.Nonces.NextAsync(KeyFingerprint.Of(credentials.Key), now, cancellationToken);
        var options = BitfinexMessages.Options(context.Stream ?? BitfinexEndpoints.PrivateStream, BitfinexLimits.PrivateStream, Login(credentials, nonce));
        var connected = await VenueSocket.ConnectAsync(options, context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var message in BitfinexMessages.ReadAsync(socket, cancellationToken))
        {
            if (message.ValueKind == JsonValueKind.Array && Read(message) is { } told) yield return told;
        }
    }

    /// <summary>What a message of the private channel tells; null when nothing.</summary>
    internal static PrivateEvent? Read(JsonElement message)
    {
        if (message.TextAt(0) != "0" || message.At(2) is not { ValueKind: JsonValueKind.Array } payload) return null;
        try
        {
            return message.TextAt(1) switch
            {
                "tu" => BitfinexTradeMapper.Map(BitfinexTrade.Of(payload), new BitfinexMeta()) is { } fill ? new PrivateEvent(fill, [], [BitfinexEndpoints.Trades]) : new PrivateEvent(null, [], [BitfinexEndpoints.Ledgers]),
                "wu" => new PrivateEvent(null, [BitfinexMapper.Balance(BitfinexWallet.Of(payload), new BitfinexMeta())], [BitfinexEndpoints.Ledgers, BitfinexEndpoints.Movements]),
                "ws" => new PrivateEvent(null, [.. payload.EnumerateArray().Select(row => BitfinexMapper.Balance(BitfinexWallet.Of(row), new BitfinexMeta()))], []),
                _ => null,
            };
        }
        catch (FormatException)
        {
            return new PrivateEvent(null, [], [BitfinexEndpoints.Trades, BitfinexEndpoints.Ledgers]);
        }
    }

    private static ImmutableArray<string> Login(VenueCredentials credentials, long nonce) => [BitfinexMessages.WithSequence, BitfinexMessages.Login(credentials, nonce)];
}
