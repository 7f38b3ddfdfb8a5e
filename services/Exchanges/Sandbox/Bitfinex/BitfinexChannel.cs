using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>A subscription to <c>ticker</c> or <c>trades</c> of a market, or to the <c>status</c> of a perpetual.</summary>
internal sealed class BitfinexChannel(int id, string name, VenueMarket market)
{
    private decimal _last;

    public int Id { get; } = id;

    public string Name { get; } = name;

    public VenueMarket Market { get; } = market;

    /// <summary>The perpetual of a <c>status</c> channel.</summary>
    public PerpetualContract? Contract { get; init; }

    public string Text => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the price changed since it was asked last.</summary>
    public bool Moved(PriceBoard prices, DateTimeOffset now)
    {
        var price = Contract is null ? prices.Last(Market, now) : prices.Mark(Market, now);
        if (price == _last) return false;
        _last = price;
        return true;
    }

    public void WriteSnapshot(Utf8JsonWriter json, VenueSite site, DateTimeOffset now)
    {
        if (Name != "trades")
        {
            WriteNumbers(json, site, now);
            return;
        }

        json.WriteStartArray();
        for (var i = 0; i < 30; i++) BitfinexPublic.WriteTrade(json, site.Prices, Market, now.AddSeconds(-i).ToUnixTimeMilliseconds());
        json.WriteEndArray();
    }

    /// <summary>What follows the channel number in the messages of a change: a ticker or status, or a trade executed and confirmed.</summary>
    public IEnumerable<Action<Utf8JsonWriter>> Updates(VenueSite site, DateTimeOffset now)
    {
        if (Name != "trades") return [json => WriteNumbers(json, site, now)];
        return [json => WriteTrade(json, "te", site.Prices, now), json => WriteTrade(json, "tu", site.Prices, now)];
    }

    private void WriteNumbers(Utf8JsonWriter json, VenueSite site, DateTimeOffset now)
    {
        json.WriteStartArray();
        if (Contract is { } contract) BitfinexDerivativeStatus.WriteColumns(json, site, contract, now);
        else BitfinexPublic.WriteTicker(json, site.Prices, Market, now);
        json.WriteEndArray();
    }

    private void WriteTrade(Utf8JsonWriter json, string type, PriceBoard prices, DateTimeOffset now)
    {
        json.WriteStringValue(type);
        BitfinexPublic.WriteTrade(json, prices, Market, now.ToUnixTimeMilliseconds());
    }
}
