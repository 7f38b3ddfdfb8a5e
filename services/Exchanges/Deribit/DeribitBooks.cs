using System.Runtime.CompilerServices;
using PortfolioPlatform.Deribit.Wire;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Deribit;

/// <summary>Order books of instruments over one connection. After a hole in the change ids of one, that one is left and subscribed to again, which begins with a snapshot.</summary>
internal sealed class DeribitBooks(VenueContext context)
{
    private const string Channel = "book.";

    /// <summary>Books as they change, until the connection is lost.</summary>
    public async IAsyncEnumerable<VenueBook> RunAsync(IReadOnlyCollection<string> contracts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var books = contracts.ToDictionary(NameOf, _ => new DeribitBook(), StringComparer.Ordinal);
        var hello = DeribitMessages.Subscribe(isPrivate: false, books.Keys);
        var connected = await VenueSocket.ConnectAsync(DeribitMessages.Options(context.Stream ?? DeribitEndpoints.Stream, [hello]), context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var message in socket.ReadAsync(cancellationToken))
        {
            if (DeribitMessages.IsRefusal(message)) yield break;
            if (DeribitMessages.Notification(message) is not { } told || !books.TryGetValue(told.Channel, out var book) || WireJson.Read(told.Data, DeribitJson.Default.DeribitBookMessage) is not { } change) continue;
            if (!book.Take(change))
            {
                await socket.SendAsync(DeribitMessages.Leave([told.Channel]), cancellationToken);
                await socket.SendAsync(DeribitMessages.Subscribe(isPrivate: false, [told.Channel]), cancellationToken);
            }
            else if (book.IsWhole)
            {
                yield return book.Top(change);
            }
        }
    }

    private static string NameOf(string contract) => $"{Channel}{contract}.100ms";
}
