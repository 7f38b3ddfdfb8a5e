using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Own trades: <c>auth/r/trades/hist</c> and the trades of an order.</summary>
internal sealed class BitfinexTrades(AccountBook book)
{
    public const int Most = 2500;

    public void Write(Utf8JsonWriter json, BitfinexRange range, string? symbol)
    {
        json.WriteStartArray();
        var left = range.Limit;
        foreach (var entry in range.Walk(book.Events))
        {
            if (entry.Fill is not { } fill || (symbol is not null && BitfinexCodes.Market(fill.Market.Base, fill.Market.Quote) != symbol)) continue;
            if (left-- == 0) break;
            WriteRow(json, entry, withFee: true);
        }

        json.WriteEndArray();
    }

    public void WriteOfOrder(Utf8JsonWriter json, SandboxOrder? order)
    {
        json.WriteStartArray();
        if (order is not null)
            foreach (var entry in order.Fills) WriteRow(json, entry, withFee: true);
        json.WriteEndArray();
    }

    /// <summary>A trade; the fee is negative when paid. The stream's first message of a trade (<c>te</c>) has none.</summary>
    public void WriteRow(Utf8JsonWriter json, EconomicEvent entry, bool withFee)
    {
        var fill = entry.Fill!;
        var limit = OrderOf(fill.OrderId)?.Limit;
        json.WriteStartArray();
        json.WriteNumberValue(fill.TradeId);
        json.WriteStringValue(BitfinexCodes.Market(fill.Market.Base, fill.Market.Quote));
        json.WriteNumberValue(entry.Time.ToUnixTimeMilliseconds());
        json.WriteNumberValue(fill.OrderId);
        json.Number(fill.IsBuy ? fill.Quantity : -fill.Quantity);
        json.Number(fill.Price);
        json.WriteStringValue(fill.IsMaker || limit is not null ? "EXCHANGE LIMIT" : "EXCHANGE MARKET");
        json.Number(limit ?? fill.Price);
        json.WriteNumberValue(fill.IsMaker ? 1 : -1);
        if (withFee) json.Number(-fill.Fee);
        else json.WriteNullValue();
        json.Text(withFee ? BitfinexCodes.Code(fill.FeeAsset) : null);
        json.WriteNumberValue(fill.OrderId % 1_000_000);
        json.WriteEndArray();
    }

    private SandboxOrder? OrderOf(long id)
    {
        var (low, high) = (0, book.Orders.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (book.Orders[middle].Id < id) low = middle + 1;
            else high = middle;
        }

        return low < book.Orders.Count && book.Orders[low].Id == id ? book.Orders[low] : null;
    }
}
