using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kraken.Ledger;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken;

/// <summary>The private WebSocket (v2): executions as provisional fills, balances as hints. Ends on loss, silence or a hole in the sequence.</summary>
internal sealed class KrakenPrivateStream(VenueHttp http, VenueContext context, KrakenAllowance allowance)
{
    private static readonly Uri Real = new("wss://ws-auth.kraken.com");

    /// <summary>Connects with a fresh token and tells until the connection is lost.</summary>
    public async IAsyncEnumerable<PrivateEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(KrakenEndpoints.WebSocketsToken(allowance), cancellationToken);
        if (!answer.IsOk || KrakenEnvelope.Result(answer.Value.Body) is not { } result || WireJson.Read(result, KrakenJson.Default.KrakenToken) is not { } token) yield break;
        var connected = await VenueSocket.ConnectAsync(KrakenStream.Options(context.Stream ?? Real) with { Hello = [Subscribe("executions", token.Token), Subscribe("balances", token.Token)] }, context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        var guards = new Dictionary<string, SequenceGuard>(StringComparer.Ordinal);
        await foreach (var message in socket.ReadAsync(cancellationToken))
        {
            if (KrakenStream.Read(message) is not { } frame) continue;
            if (frame.Sequence is { } sequence)
            {
                var verdict = Guard(guards, frame.Channel).Check(sequence);
                if (verdict == SequenceVerdict.Gap) yield break;
                if (verdict == SequenceVerdict.Stale) continue;
            }

            if (frame.IsRefusal) yield break;
            foreach (var told in Tell(frame)) yield return told;
        }
    }

    /// <summary>What one message tells.</summary>
    internal static IEnumerable<PrivateEvent> Tell(KrakenFrame frame)
    {
        ImmutableArray<string> poll = frame.IsSnapshot ? [] : [LedgerWriter.Source];
        if (frame.Channel == "executions")
        {
            foreach (var report in frame.Data.Select(row => WireJson.Read(row, KrakenJson.Default.KrakenExecution)))
            {
                if (report is not null && KrakenTrades.Map(report) is { } fill) yield return new PrivateEvent(fill, [], poll);
            }
        }
        else if (frame.Channel == "balances")
        {
            var balances = frame.Data.Select(row => WireJson.Read(row, KrakenJson.Default.KrakenBalanceUpdate)).OfType<KrakenBalanceUpdate>().Select(Balance).ToImmutableArray();
            if (balances.Length > 0) yield return new PrivateEvent(null, balances, poll);
        }
    }

    private static VenueBalance Balance(KrakenBalanceUpdate row) =>
        new(row.Asset, KrakenSymbols.Symbol(row.Asset), row.WalletType is { Length: > 0 } wallet ? wallet : KrakenSymbols.Wallet(row.Asset), row.Balance, row.Balance);

    private static SequenceGuard Guard(Dictionary<string, SequenceGuard> guards, string channel) =>
        guards.TryGetValue(channel, out var guard) ? guard : guards[channel] = new SequenceGuard();

    private static string Subscribe(string channel, string token) =>
        $$$"""{"method":"subscribe","params":{"channel":"{{{channel}}}","token":"{{{JsonEncodedText.Encode(token)}}}","snap_trades":true,"snap_orders":false},"req_id":1}""";
}
