using System.Runtime.CompilerServices;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Coinbase;

/// <summary>
/// The private stream: it tells that an order changed, not its fills, so the fills of that order are fetched at once, with the ids the history will have.
/// Heartbeats keep a quiet connection alive; a hole in the message numbers ends it.
/// </summary>
internal static class CoinbaseUserStream
{
    /// <summary>Events until the connection is lost.</summary>
    public static async IAsyncEnumerable<PrivateEvent> ReadAsync(VenueCredentials credentials, VenueContext context, VenueHttp http, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (http.Clock.NeedsMeasuring) await http.MeasureAsync(cancellationToken);
        var options = new VenueSocketOptions(context.Stream ?? CoinbaseEndpoints.UserStream)
        {
            Hello = [.. new[] { "heartbeats", "user" }.Select(channel => CoinbaseMessages.Subscribe(channel, [], CoinbaseKeySigner.For(credentials).StreamToken(http.Clock.GetUtcNow())))],
            IdleTimeout = TimeSpan.FromSeconds(10),
            Costs = CoinbaseLimits.Stream,
        };
        var connected = await VenueSocket.ConnectAsync(options, context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var message in CoinbaseMessages.ReadAsync(socket, cancellationToken))
        {
            foreach (var order in OrdersOf(message))
            {
                foreach (var fill in await FillsAsync(http, credentials.Key, order, cancellationToken))
                    if (seen.Add(fill.NativeId)) yield return new PrivateEvent(fill, [], [CoinbaseEndpoints.Fills]);
            }
        }
    }

    private static IEnumerable<string> OrdersOf(CoinbaseStreamMessage message) => message.Channel != "user" || message.Events.IsDefault ? [] : message.Events
        .Where(change => change.Type == "update" && !change.Orders.IsDefault)
        .SelectMany(change => change.Orders)
        .Where(order => !order.CumulativeQuantity.IsZero)
        .Select(order => order.OrderId)
        .Distinct(StringComparer.Ordinal);

    private static async Task<IEnumerable<VenueTransaction>> FillsAsync(VenueHttp http, string key, string orderId, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(CoinbaseEndpoints.OrderFills(key, orderId), cancellationToken);
        return answer.IsOk ? CoinbaseMapper.Map(CoinbaseEndpoints.Fills, answer.Value.Body, null).Transactions : [];
    }
}
