using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary><c>GET orders/historical/fills</c>: newest first, at most 250 a page, an opaque cursor that walks to older rows.</summary>
internal sealed class CoinbaseFills(AccountBook book, VenueKnobs knobs)
{
    private const int Default = 100;
    private const int Most = 250;

    public void Write(Utf8JsonWriter json, IQueryCollection query)
    {
        var limit = Math.Clamp(int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : Default, 1, Most);
        var page = knobs.PageSize(limit);
        var filter = new Filter(book.Seed, query);
        var before = CursorOf(query["cursor"]) ?? long.MaxValue;
        var (written, last, more) = (0, 0L, false);
        json.WriteStartObject();
        json.WriteStartArray("fills");
        for (var i = (int)Math.Min(before - 1, book.Events.Count) - 1; i >= 0; i--)
        {
            var entry = book.Events[i];
            if (entry.Fill is not { } fill || !filter.Takes(entry, fill)) continue;
            more = written == page;
            if (more) break;
            WriteFill(json, entry, fill);
            (written, last) = (written + 1, entry.Sequence);
        }

        json.WriteEndArray();
        json.WriteString("cursor", more ? Convert.ToBase64String(Encoding.ASCII.GetBytes("f" + last.ToString(CultureInfo.InvariantCulture))) : "");
        json.WriteEndObject();
    }

    /// <summary>Market buys are placed in quote now and then: their size is what was spent.</summary>
    public static bool IsSizeInQuote(EconomicEvent entry, Fill fill) =>
        fill is { IsBuy: true, IsMaker: false } && entry.Hash % 4 == 0 && fill.Cost == fill.Price * fill.Quantity;

    private void WriteFill(Utf8JsonWriter json, EconomicEvent entry, Fill fill)
    {
        var inQuote = IsSizeInQuote(entry, fill);
        json.WriteStartObject();
        json.WriteString("entry_id", $"{entry.Hash:x16}{Markets.Noise.Of(entry.Hash, "entry"):x16}{Markets.Noise.Of(entry.Hash, "tail"):x16}{entry.Sequence:x16}");
        json.WriteString("trade_id", CoinbaseId.Of(book.Seed, "trade", entry.Sequence));
        json.WriteString("order_id", CoinbaseId.Of(book.Seed, "order", fill.OrderId));
        json.WriteString("trade_time", CoinbaseJson.Precise(entry.Time));
        json.WriteString("trade_type", "FILL");
        json.WriteString("price", fill.Price.Plain());
        json.WriteString("size", (inQuote ? fill.Cost : fill.Quantity).Plain());
        json.WriteString("commission", fill.Fee.Plain());
        json.WriteString("product_id", CoinbaseProducts.Id(fill.Market));
        json.WriteString("sequence_timestamp", CoinbaseJson.Precise(entry.Time));
        json.WriteString("liquidity_indicator", fill.IsMaker ? "MAKER" : "TAKER");
        json.WriteBoolean("size_in_quote", inQuote);
        json.WriteString("user_id", CoinbaseId.Of(book.Seed, "user", book.UserId));
        json.WriteString("side", fill.IsBuy ? "BUY" : "SELL");
        json.WriteString("retail_portfolio_id", CoinbaseId.Of(book.Seed, "portfolio", 1));
        json.WriteEndObject();
    }

    private static long? CursorOf(string? cursor)
    {
        Span<byte> bytes = stackalloc byte[64];
        if (string.IsNullOrEmpty(cursor) || !Convert.TryFromBase64String(cursor, bytes, out var length) || length < 2 || bytes[0] != 'f') return null;
        return long.TryParse(bytes[1..length], CultureInfo.InvariantCulture, out var sequence) ? sequence : null;
    }

    private sealed class Filter
    {
        private readonly ulong _seed;
        private readonly HashSet<string> _products;
        private readonly HashSet<long>? _orders;
        private readonly HashSet<long>? _trades;
        private readonly DateTimeOffset _from;
        private readonly DateTimeOffset _until;

        public Filter(ulong seed, IQueryCollection query)
        {
            _seed = seed;
            _products = [.. Values(query, "product_ids", "product_id")];
            _orders = Numbers(query, "order", "order_ids", "order_id");
            _trades = Numbers(query, "trade", "trade_ids", "trade_id");
            _from = Time(query["start_sequence_timestamp"]) ?? DateTimeOffset.MinValue;
            _until = Time(query["end_sequence_timestamp"]) ?? DateTimeOffset.MaxValue;
        }

        public bool Takes(EconomicEvent entry, Fill fill) =>
            entry.Time >= _from && entry.Time <= _until
            && (_products.Count == 0 || _products.Contains(CoinbaseProducts.Id(fill.Market)))
            && (_orders is null || _orders.Contains(fill.OrderId))
            && (_trades is null || _trades.Contains(entry.Sequence));

        private HashSet<long>? Numbers(IQueryCollection query, string kind, params ReadOnlySpan<string> names)
        {
            var ids = Values(query, names);
            return ids.Count == 0 ? null : [.. ids.Select(id => CoinbaseId.NumberOf(_seed, kind, id) ?? -1)];
        }

        private static List<string> Values(IQueryCollection query, params ReadOnlySpan<string> names)
        {
            var all = new List<string>();
            foreach (var name in names)
                foreach (var value in query[name])
                    all.AddRange((value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries));
            return all;
        }

        private static DateTimeOffset? Time(string? text) =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
