using System.Collections.Immutable;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>Trades before March 2020 do not tell their order type; the ledger row of the same instant and amount tells the wallet.</summary>
internal static class BitfinexOldTrades
{
    /// <summary>Adds to the metadata which old trades of a page moved which wallet; asks nothing when there are none.</summary>
    public static async Task<BitfinexMeta> FindWalletsAsync(JsonElement rows, BitfinexMeta meta, VenueHttp http, CancellationToken cancellationToken)
    {
        var old = rows.EnumerateArray().Select(Read).OfType<BitfinexTrade>().Where(BitfinexTradeMapper.NeedsWallet).ToList();
        if (old.Count == 0) return meta;
        var (from, to) = (old.Min(trade => trade.Mts).ToUnixTimeMilliseconds(), old.Max(trade => trade.Mts).ToUnixTimeMilliseconds());
        var answer = await http.SendAsync(BitfinexEndpoints.FillRows(from, to), cancellationToken);
        if (!answer.IsOk || BitfinexMapper.Rows(answer.Value.Body) is not { } ledger) return meta;
        var wallets = Wallets(ledger);
        var found = old.ToLookup(trade => wallets.GetValueOrDefault((trade.Mts, BitfinexCodes.Split(trade.Symbol).Base, trade.ExecAmount)), trade => trade.Key);
        return meta with { Spot = [.. found["exchange"].Order(StringComparer.Ordinal)], Margin = [.. found["margin"].Order(StringComparer.Ordinal)] };
    }

    private static Dictionary<(DateTimeOffset, string, Quantity), string> Wallets(JsonElement ledger)
    {
        var wallets = new Dictionary<(DateTimeOffset, string, Quantity), string>();
        foreach (var element in ledger.EnumerateArray())
        {
            var row = BitfinexLedgerRow.Of(element);
            if (row.Wallet is { } wallet) wallets[(row.Mts, row.Currency, row.Amount)] = wallet;
        }

        return wallets;
    }

    private static BitfinexTrade? Read(JsonElement row)
    {
        try
        {
            return BitfinexTrade.Of(row);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
