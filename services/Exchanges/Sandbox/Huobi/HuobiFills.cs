using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary><c>order/matchresults</c>: fills of at most 48 hours within the last 120 days, newest first; the next page goes on from the last record's <c>id</c>.</summary>
internal sealed class HuobiFills(AccountBook book)
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(48);
    public static readonly TimeSpan Memory = TimeSpan.FromDays(120);

    /// <summary>The fills of a page.</summary>
    public List<EconomicEvent> Page(IQueryCollection query, HuobiWindow window, int size)
    {
        var (symbol, from, newer) = (query["symbol"].ToString(), query.Long("from", 0) ?? 0, query["direct"] == "prev");
        var types = query["types"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var first = Rows.FirstAtLeast(book.Events, e => e.Time.ToUnixTimeMilliseconds(), window.Start);
        var rows = new List<EconomicEvent>();
        for (var i = first; i < book.Events.Count && window.Has(book.Events[i].Time); i++)
        {
            var entry = book.Events[i];
            if (entry.Fill is not { } fill || (symbol.Length > 0 && HuobiCodes.Symbol(fill.Market) != symbol) || (types.Count > 0 && !types.Contains(Type(fill)))) continue;
            if (from > 0 && (newer ? Id(entry) <= from : Id(entry) >= from)) continue;
            rows.Add(entry);
        }

        if (from > 0 && newer) rows = rows[..Math.Min(size, rows.Count)];
        rows.Reverse();
        return rows[..Math.Min(size, rows.Count)];
    }

    public void Write(Utf8JsonWriter json, IEnumerable<EconomicEvent> rows)
    {
        json.WriteStartArray();
        foreach (var row in rows) WriteRow(json, row, row.Fill!);
        json.WriteEndArray();
    }

    public string Type(Fill fill) => $"{(fill.IsBuy ? "buy" : "sell")}-{HuobiOrders.Kind(HuobiOrders.Find(book, fill.OrderId), fill.IsMaker)}";

    private static long Id(EconomicEvent entry) => HuobiCodes.RecordId(entry, 0);

    // A fee paid in a third asset leaves filled-fees at zero and stands in filled-points.
    private void WriteRow(Utf8JsonWriter json, EconomicEvent entry, Fill fill)
    {
        var deducted = fill.FeeAsset != fill.Market.Base && fill.FeeAsset != fill.Market.Quote;
        json.WriteStartObject();
        json.WriteString("symbol", HuobiCodes.Symbol(fill.Market));
        json.WriteString("fee-currency", HuobiCodes.Currency(deducted ? fill.IsBuy ? fill.Market.Base : fill.Market.Quote : fill.FeeAsset));
        json.WriteString("source", "spot-api");
        json.WriteString("price", fill.Price.Plain());
        json.WriteNumber("created-at", entry.Time.ToUnixTimeMilliseconds());
        json.WriteString("role", fill.IsMaker ? "maker" : "taker");
        json.WriteNumber("order-id", fill.OrderId);
        json.WriteNumber("match-id", fill.TradeId + 100_000_000_000);
        json.WriteNumber("trade-id", fill.TradeId);
        json.WriteString("filled-amount", fill.Quantity.Plain());
        json.WriteString("filled-fees", deducted ? "0" : fill.Fee.Plain());
        json.WriteString("filled-points", deducted ? fill.Fee.Plain() : "0");
        json.WriteString("fee-deduct-currency", deducted ? HuobiCodes.Currency(fill.FeeAsset) : "");
        json.WriteString("fee-deduct-state", "done");
        json.WriteNumber("id", Id(entry));
        json.WriteString("type", Type(fill));
        json.WriteEndObject();
    }
}
