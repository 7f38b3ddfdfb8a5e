using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Own trades: <c>auth/r/trades/hist</c> and the trades of an order.</summary>
internal sealed class BitfinexTrades(AccountBook book)
{
    public const int Most = 2500;
    private const long FirstDerivativeOrder = 90_000_000_000;

    public void Write(Utf8JsonWriter json, BitfinexRange range, string? symbol)
    {
        json.WriteStartArray();
        var left = range.Limit;
        foreach (var entry in range.Walk(book.Events))
        {
            if (SymbolOf(entry) is not { } traded || (symbol is not null && traded != symbol)) continue;
            if (left-- == 0) break;
            if (entry.Fill is not null) WriteRow(json, entry, withFee: true);
            else WriteDerivative(json, entry, entry.Perpetual!);
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

    /// <summary>What was traded; null of what is no trade. A trade of a derivative is told once, with its fee.</summary>
    private static string? SymbolOf(EconomicEvent entry) => entry.Fill is { } fill ? BitfinexCodes.Market(fill.Market.Base, fill.Market.Quote)
        : entry is { Kind: EconomicKind.PerpetualFee, Perpetual: { TradeId: not null } income } ? BitfinexCodes.Contract(income.Contract) : null;

    /// <summary>Orders of derivatives have no <c>EXCHANGE</c> in their type.</summary>
    private static void WriteDerivative(Utf8JsonWriter json, EconomicEvent entry, PerpetualIncome income)
    {
        json.WriteStartArray();
        json.WriteNumberValue(income.TradeId!.Value);
        json.WriteStringValue(BitfinexCodes.Contract(income.Contract));
        json.WriteNumberValue(entry.Time.ToUnixTimeMilliseconds());
        json.WriteNumberValue(FirstDerivativeOrder + entry.Sequence);
        json.Number(income.Quantity);
        json.Number(income.Price);
        json.WriteStringValue("MARKET");
        json.Number(income.Price);
        json.WriteNumberValue(-1);
        json.Number(entry.Legs[0].Amount);
        json.Text(BitfinexCodes.Code(entry.Legs[0].Asset, entry.Legs[0].Wallet));
        json.WriteNumberValue(entry.Sequence % 1_000_000);
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
