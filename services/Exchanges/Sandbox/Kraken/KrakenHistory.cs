using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken's paged histories: fifty rows a call, newest first, offsets counted from the newest row of the window.</summary>
internal static class KrakenHistory
{
    private const int PageRows = 50;
    private static readonly RowIndex<EconomicEvent> Trades = new((_, e) => e.Fill is null ? [] : [e]);

    /// <summary>The ledger: <c>start</c> exclusive, <c>end</c> inclusive, seconds or a ledger id.</summary>
    public static string? Ledgers(KrakenCall call, Utf8JsonWriter json)
    {
        var (page, count) = call.Read(book =>
        {
            var rows = KrakenLedger.Index.Of(book);
            var (low, high) = Window(call, rows, r => r.Time, r => r.Id);
            var (assets, type) = (call["asset"]?.Split(','), call["type"]);
            if (assets is null or ["all"] && type is null or "all") return Page(call, rows, low, high);
            var some = rows.Skip(low).Take(high - low).Where(r => (assets is null or ["all"] || assets.Contains(r.Code) || assets.Contains(KrakenCodes.Alt(r.Asset))) && (type is null or "all" || r.Type == type)).ToList();
            return Page(call, some, 0, some.Count);
        });
        json.WriteStartObject();
        json.WriteStartObject("ledger");
        foreach (var row in page) WriteLedger(json, row);
        json.WriteEndObject();
        if (!call.Flag("without_count")) json.WriteNumber("count", count);
        json.WriteEndObject();
        return null;
    }

    /// <summary>Up to twenty ledger rows by id.</summary>
    public static string? QueryLedgers(KrakenCall call, Utf8JsonWriter json)
    {
        var ids = (call["id"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length is 0 or > 20) return "EGeneral:Invalid arguments:id";
        json.WriteStartObject();
        foreach (var row in call.Read(book => KrakenLedger.Index.Of(book).Where(r => ids.Contains(r.Id)).ToList())) WriteLedger(json, row);
        json.WriteEndObject();
        return null;
    }

    /// <summary>Own trades of all pairs.</summary>
    public static string? TradesHistory(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("trades");
        var count = call.Read(book =>
        {
            var rows = Trades.Of(book);
            var (low, high) = Window(call, rows, e => e.Time, e => KrakenLedger.RefId(book, e));
            var (page, all) = Page(call, rows, low, high);
            foreach (var e in page) KrakenTrades.Write(json, book, e, call.Flag("ledgers"));
            return all;
        });
        json.WriteEndObject();
        json.WriteNumber("count", count);
        json.WriteEndObject();
        return null;
    }

    /// <summary>Up to twenty trades by id.</summary>
    public static string? QueryTrades(KrakenCall call, Utf8JsonWriter json)
    {
        var ids = (call["txid"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length is 0 or > 20) return "EGeneral:Invalid arguments:txid";
        json.WriteStartObject();
        call.Read(book =>
        {
            foreach (var e in Trades.Of(book).Where(e => ids.Contains(KrakenLedger.RefId(book, e)))) KrakenTrades.Write(json, book, e, ledgers: true);
            return 0;
        });
        json.WriteEndObject();
        return null;
    }

    private static (int Low, int High) Window<TRow>(KrakenCall call, IReadOnlyList<TRow> rows, Func<TRow, DateTimeOffset> time, Func<TRow, string> id)
    {
        var low = Bound(call["start"], 0);
        var high = Bound(call["end"], rows.Count);
        return (low, Math.Max(low, high));

        int Bound(string? text, int otherwise)
        {
            if (text is null) return otherwise;
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
                return Rows.FirstAtLeast(rows, r => time(r).ToUnixTimeMilliseconds(), (long)(seconds * 1000) + 1);
            for (var i = 0; i < rows.Count; i++)
                if (id(rows[i]) == text) return i + 1;
            return otherwise;
        }
    }

    private static (List<TRow> Page, int Count) Page<TRow>(KrakenCall call, IReadOnlyList<TRow> rows, int low, int high)
    {
        var page = new List<TRow>();
        var first = high - 1 - (int)Math.Max(0, call.Number("ofs") ?? 0);
        for (var (i, left) = (first, call.Site.Knobs.PageSize(PageRows)); i >= low && left > 0; i--, left--) page.Add(rows[i]);
        return (page, high - low);
    }

    private static void WriteLedger(Utf8JsonWriter json, KrakenLedgerRow row)
    {
        json.WriteStartObject(row.Id);
        json.WriteString("refid", row.RefId);
        json.WritePropertyName("time");
        json.WriteRawValue(KrakenCodes.Seconds(row.Time));
        json.WriteString("type", row.Type);
        json.WriteString("subtype", row.Subtype);
        json.WriteString("aclass", "currency");
        json.WriteString("asset", row.Code);
        json.WriteString("amount", KrakenCodes.Amount(row.Asset, row.Amount));
        json.WriteString("fee", KrakenCodes.Amount(row.Asset, row.Fee));
        json.WriteString("balance", KrakenCodes.Amount(row.Asset, row.Balance));
        json.WriteEndObject();
    }
}
