using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>A topic of market data: <c>market.ethusdt.ticker</c>, <c>.detail</c>, <c>.bbo</c>, <c>.trade.detail</c>, <c>.kline.1min</c>.</summary>
internal sealed class HuobiTopic
{
    private readonly VenueMarket _market;
    private readonly string _kind;
    private readonly TimeSpan _period;
    private decimal _last;

    private HuobiTopic(VenueMarket market, string kind, TimeSpan period) => (_market, _kind, _period) = (market, kind, period);

    /// <summary>Reads a topic's name; null when there is no such topic.</summary>
    public static HuobiTopic? Parse(VenueProfile profile, string name)
    {
        var parts = name.Split('.', 3);
        if (parts is not ["market", var symbol, var kind] || HuobiCodes.Find(profile, symbol) is not { } market) return null;
        if (kind is "ticker" or "detail" or "bbo" or "trade.detail") return new HuobiTopic(market, kind, TimeSpan.FromDays(1));
        return kind.StartsWith("kline.", StringComparison.Ordinal) && HuobiMarketData.Periods.TryGetValue(kind[6..], out var period) ? new HuobiTopic(market, "kline", period) : null;
    }

    /// <summary>Whether the price changed since it was asked last.</summary>
    public bool Moved(PriceBoard prices, DateTimeOffset now)
    {
        var price = prices.Last(_market, now);
        if (price == _last) return false;
        _last = price;
        return true;
    }

    /// <summary>The <c>tick</c> object.</summary>
    public void Write(Utf8JsonWriter json, PriceBoard prices, DateTimeOffset now)
    {
        switch (_kind)
        {
            case "bbo":
                WriteBest(json, prices, now);
                break;
            case "trade.detail":
                WriteTrades(json, prices, now);
                break;
            case "kline":
                var open = HuobiMarketData.Open(now.ToUnixTimeSeconds(), (long)_period.TotalSeconds);
                HuobiMarketData.WriteCandle(json, prices.Candle(_market, DateTimeOffset.FromUnixTimeSeconds(open), _period, now));
                break;
            default:
                WriteTicker(json, prices, now);
                break;
        }
    }

    private void WriteTicker(Utf8JsonWriter json, PriceBoard prices, DateTimeOffset now)
    {
        var day = prices.Candle(_market, now.AddDays(-1), TimeSpan.FromDays(1), now);
        var (bid, ask) = prices.Book(_market, now);
        json.WriteStartObject();
        json.WriteNumber("open", day.Open);
        json.WriteNumber("high", day.High);
        json.WriteNumber("low", day.Low);
        json.WriteNumber("close", day.Close);
        json.WriteNumber("amount", day.Volume);
        json.WriteNumber("vol", day.Volume * day.Close);
        json.WriteNumber("count", day.Trades);
        json.WriteNumber("bid", bid);
        json.WriteNumber("bidSize", _market.Lot * 900);
        json.WriteNumber("ask", ask);
        json.WriteNumber("askSize", _market.Lot * 700);
        json.WriteNumber("lastPrice", prices.Last(_market, now));
        json.WriteNumber("lastSize", _market.Lot * 10);
        json.WriteEndObject();
    }

    private void WriteBest(Utf8JsonWriter json, PriceBoard prices, DateTimeOffset now)
    {
        var (bid, ask) = prices.Book(_market, now);
        json.WriteStartObject();
        json.WriteNumber("seqId", now.ToUnixTimeMilliseconds());
        json.WriteNumber("ask", ask);
        json.WriteNumber("askSize", _market.Lot * 700);
        json.WriteNumber("bid", bid);
        json.WriteNumber("bidSize", _market.Lot * 900);
        json.WriteNumber("quoteTime", now.ToUnixTimeMilliseconds());
        json.WriteString("symbol", HuobiCodes.Symbol(_market));
        json.WriteEndObject();
    }

    private void WriteTrades(Utf8JsonWriter json, PriceBoard prices, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        json.WriteStartObject();
        json.WriteNumber("id", at);
        json.WriteNumber("ts", at);
        json.WriteStartArray("data");
        json.WriteStartObject();
        json.WriteNumber("id", at);
        json.WriteNumber("ts", at);
        json.WriteNumber("tradeId", at / 250);
        json.WriteNumber("amount", _market.Lot * (1 + (at % 900)));
        json.WriteNumber("price", prices.Last(_market, now));
        json.WriteString("direction", at % 2 == 0 ? "buy" : "sell");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
