using System.Text.Json;
using PortfolioPlatform.Deribit.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Deribit;

/// <summary>The order book of one instrument, kept whole; a change that does not follow the one before makes it unknown until the next snapshot.</summary>
internal sealed class DeribitBook
{
    /// <summary>Levels told of each side.</summary>
    public const int Levels = 20;

    private static readonly Comparer<Quantity> Falling = Comparer<Quantity>.Create((a, b) => b.CompareTo(a));
    private readonly SortedDictionary<Quantity, Quantity> _bids = new(Falling);
    private readonly SortedDictionary<Quantity, Quantity> _asks = [];
    private long? _last;

    /// <summary>Whether a snapshot was read and every change since followed.</summary>
    public bool IsWhole => _last is not null;

    /// <summary>Takes a message; false when one was lost before it, so that the book must be asked for anew. What comes before that is dropped.</summary>
    public bool Take(DeribitBookMessage message)
    {
        if (message.Type == "snapshot") Forget();
        else if (_last is not { } last) return true;
        else if (message.PreviousId != last)
        {
            Forget();
            return false;
        }

        foreach (var level in message.Bids) Put(_bids, level);
        foreach (var level in message.Asks) Put(_asks, level);
        _last = message.ChangeId;
        return true;
    }

    /// <summary>The best levels of both sides.</summary>
    public VenueBook Top(DeribitBookMessage message) => new(
        DeribitConnector.Name, message.Instrument, [.. _bids.Take(Levels).Select(l => new BookLevel(l.Key, l.Value))], [.. _asks.Take(Levels).Select(l => new BookLevel(l.Key, l.Value))],
        DateTimeOffset.FromUnixTimeMilliseconds(message.Timestamp), message.ChangeId);

    private void Forget()
    {
        _bids.Clear();
        _asks.Clear();
        _last = null;
    }

    private static void Put(SortedDictionary<Quantity, Quantity> side, JsonElement level)
    {
        var price = WireJson.Quantity(level[1]);
        if (WireJson.Text(level[0]) == "delete") side.Remove(price);
        else side[price] = WireJson.Quantity(level[2]);
    }
}
