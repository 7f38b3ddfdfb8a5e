using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary><c>auth/r/wallets</c>.</summary>
internal static class BitfinexWallets
{
    /// <summary>The venue's wallet type of a wallet.</summary>
    public static string Type(string wallet) => wallet switch
    {
        Wallets.Spot => "exchange",
        Wallets.Futures => "margin",
        _ => "funding",
    };

    public static void Write(Utf8JsonWriter json, AccountBook book)
    {
        json.WriteStartArray();
        foreach (var ((asset, wallet), _) in book.Balances.OrderBy(b => b.Key.Wallet != Wallets.Spot).ThenBy(b => b.Key.Asset, StringComparer.Ordinal))
            WriteRow(json, book, asset, wallet, book.Balance(asset, wallet) - Bound(book, asset, wallet));
        json.WriteEndArray();
    }

    /// <summary>One wallet; <paramref name="available"/> is null where it was not calculated (stream updates).</summary>
    public static void WriteRow(Utf8JsonWriter json, AccountBook book, string asset, string wallet, decimal? available, EconomicEvent? because = null)
    {
        json.WriteStartArray();
        json.WriteStringValue(Type(wallet));
        json.WriteStringValue(BitfinexCodes.Code(asset, wallet));
        json.Number(book.Balance(asset, wallet));
        json.WriteNumberValue(0);
        if (available is { } amount) json.Number(amount);
        else json.WriteNullValue();
        WriteReason(json, because);
        json.WriteEndArray();
    }

    // What orders hold back, or positions as their margin.
    private static decimal Bound(AccountBook book, string asset, string wallet) => wallet switch
    {
        Wallets.Spot => book.Held(asset),
        Wallets.Futures => book.Perpetuals.Wallet - book.Perpetuals.CrossWallet,
        _ => 0,
    };

    // The last change in words and, of a trade, in data.
    private static void WriteReason(Utf8JsonWriter json, EconomicEvent? because)
    {
        json.Text(because is null ? null : BitfinexLedgerWords.Of(because, because.Legs[0]).Text);
        if (because?.Fill is not { } fill)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("reason", "TRADE");
        json.WriteNumber("order_id", fill.OrderId);
        json.WriteString("trade_price", fill.Price.Plain());
        json.WriteString("trade_amount", (fill.IsBuy ? fill.Quantity : -fill.Quantity).Plain());
        json.WriteEndObject();
    }
}
