using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>A subscription to <c>ticker</c> or <c>trades</c> of a market.</summary>
internal sealed class BitfinexChannel(int id, string name, VenueMarket market)
{
    private decimal _last;

    public int Id { get; } = id;

    public string Name { get; } = name;

    public VenueMarket Market { get; } = market;

    public string Text => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the price changed since it was asked last.</summary>
    public bool Moved(PriceBoard prices, DateTimeOffset now)
    {
        var price = prices.Last(Market, now);
        if (price == _last) return false;
        _last = price;
        return true;
    }

    public void WriteSnapshot(Utf8JsonWriter json, PriceBoard prices, DateTimeOffset now)
    {
        if (Name == "ticker")
        {
            WriteTicker(json, prices, now);
            return;
        }

        json.WriteStartArray();
        for (var i = 0; i < 30; i++) BitfinexPublic.WriteTrade(json, prices, Market, now.AddSeconds(-i).ToUnixTimeMilliseconds());
        json.WriteEndArray();
    }

    /// <summary>What follows the channel number in the messages of a change: a ticker, or a trade executed and confirmed.</summary>
    public IEnumerable<Action<Utf8JsonWriter>> Updates(PriceBoard prices, DateTimeOffset now)
    {
        if (Name == "ticker") return [json => WriteTicker(json, prices, now)];
        return [json => WriteTrade(json, "te", prices, now), json => WriteTrade(json, "tu", prices, now)];
    }

    private void WriteTicker(Utf8JsonWriter json, PriceBoard prices, DateTimeOffset now)
    {
        json.WriteStartArray();
        BitfinexPublic.WriteTicker(json, prices, Market, now);
        json.WriteEndArray();
    }

    private void WriteTrade(Utf8JsonWriter json, string type, PriceBoard prices, DateTimeOffset now)
    {
        json.WriteStringValue(type);
        BitfinexPublic.WriteTrade(json, prices, Market, now.ToUnixTimeMilliseconds());
    }
}
