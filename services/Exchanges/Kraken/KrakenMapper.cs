using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Ledger;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken;

/// <summary>Raw pages to normalised records, by endpoint. Pure.</summary>
internal static class KrakenMapper
{
    /// <summary>Raised whenever the same bytes could map to something else.</summary>
    public const int Version = 1;

    /// <summary>Maps one raw page.</summary>
    public static MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata)
    {
        if (KrakenEnvelope.Result(body) is not { } result) return MappedPage.Unreadable("No result: " + WireJson.Excerpt(body.Span));
        var page = new PageBuilder();
        var context = LedgerContext.Parse(metadata);
        switch (endpoint.ToUpperInvariant())
        {
            case "LEDGERS" or "QUERYLEDGERS":
                if (LedgerPage.Read(body, page) is not { } rows) return MappedPage.Unreadable("No ledger: " + WireJson.Excerpt(body.Span));
                LedgerFold.Run(rows.Rows, context, page);
                break;
            case "TRADESHISTORY" or "QUERYTRADES": Trades(result, context, page); break;
            case "BALANCEEX" or "BALANCE": Balances(result, context, page); break;
            case "EARN/ALLOCATIONS" or "EARNALLOCATIONS": Allocations(result, context, page); break;
            case "DEPOSITSTATUS": Movements(body, 1, context, page); break;
            case "WITHDRAWSTATUS": Movements(body, -1, context, page); break;
            default: return MappedPage.Unreadable($"Endpoint '{endpoint}' has no mapper.");
        }

        return page.Build();
    }

    /// <summary>The rows of a status answer, in either of its shapes.</summary>
    public static IEnumerable<JsonElement> MovementRows(ReadOnlyMemory<byte> body)
    {
        if (KrakenEnvelope.Result(body) is not { } result) return [];
        if (result.ValueKind == JsonValueKind.Array) return result.EnumerateArray();
        if (result.ValueKind != JsonValueKind.Object) return [];
        return result.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).SelectMany(member => member.Value.EnumerateArray());
    }

    private static void Trades(JsonElement result, LedgerContext context, PageBuilder page)
    {
        var trades = result.TryGetProperty("trades", out var member) ? member : result;
        foreach (var trade in trades.EnumerateObject())
            page.Read(trade.Value, KrakenJson.Default.KrakenTradeRow, trade.Name, row => page.Add(KrakenTrades.Map(trade.Name, row, context)));
    }

    private static void Balances(JsonElement result, LedgerContext context, PageBuilder page)
    {
        foreach (var asset in result.EnumerateObject())
        {
            if (asset.Value.ValueKind == JsonValueKind.Object)
                page.Read(asset.Value, KrakenJson.Default.KrakenBalanceRow, asset.Name, row => page.Add(Balance(asset.Name, context, row.Balance, row.Balance + row.Credit - row.CreditUsed - row.HoldTrade)));
            else if (Quantity.TryParse(WireJson.Text(asset.Value), out var amount)) page.Add(Balance(asset.Name, context, amount, amount));
            else page.Problem("record-unreadable", asset.Name, "A balance is no number.");
        }
    }

    private static void Allocations(JsonElement result, LedgerContext context, PageBuilder page)
    {
        if (WireJson.Read(result, KrakenJson.Default.KrakenAllocations) is not { } allocations) { page.Problem("page-unreadable", null, "Allocations are not in the documented shape."); return; }
        foreach (var item in allocations.Items)
            page.Add(new VenueBalance(item.NativeAsset, new LedgerWriter(context, page).Symbol(item.NativeAsset), "earn", item.Allocated.Total.Native, Quantity.Zero));
    }

    private static VenueBalance Balance(string code, LedgerContext context, Quantity total, Quantity available) =>
        new(code, context.Assets?.GetValueOrDefault(code) ?? KrakenSymbols.Symbol(code), KrakenSymbols.Wallet(code), total, available);

    private static void Movements(ReadOnlyMemory<byte> body, int sign, LedgerContext context, PageBuilder page)
    {
        foreach (var row in MovementRows(body))
            page.Read(row, KrakenJson.Default.KrakenMovementRow, null, movement => page.Add(KrakenMovements.Map(movement, sign, context)));
    }
}
