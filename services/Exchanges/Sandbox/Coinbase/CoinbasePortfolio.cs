using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>The one portfolio of a retail account and its breakdown; staked parts are positions of their own.</summary>
internal static class CoinbasePortfolio
{
    public static void WriteHead(Utf8JsonWriter json, AccountBook book)
    {
        json.WriteStartObject();
        json.WriteString("name", "Default");
        json.WriteString("uuid", CoinbaseId.Of(book.Seed, "portfolio", 1));
        json.WriteString("type", "DEFAULT");
        json.WriteBoolean("deleted", false);
        json.WriteEndObject();
    }

    public static void WriteBreakdown(Utf8JsonWriter json, AccountBook book, PriceBoard prices, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteStartObject("breakdown");
        json.WritePropertyName("portfolio");
        WriteHead(json, book);
        json.WriteStartArray("spot_positions");
        foreach (var wallet in CoinbaseWallet.All(book)) WritePosition(json, wallet, prices, now);
        json.WriteEndArray();
        foreach (var empty in (ReadOnlySpan<string>)["perp_positions", "futures_positions"])
        {
            json.WriteStartArray(empty);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter json, CoinbaseWallet wallet, PriceBoard prices, DateTimeOffset now)
    {
        var total = wallet.Book.Balance(wallet.Asset, wallet.Place);
        var fiat = Math.Round((double)total * prices.UsdAt(wallet.Asset, now), 2);
        json.WriteStartObject();
        json.WriteString("asset", wallet.Asset);
        json.WriteString("account_uuid", wallet.Id);
        json.WriteNumber("total_balance_fiat", fiat);
        json.WriteNumber("total_balance_crypto", total);
        json.WriteNumber("available_to_trade_fiat", wallet.IsPlain ? fiat : 0);
        json.WriteString("account_type", wallet.IsFiat ? "ACCOUNT_TYPE_FIAT" : wallet.IsPlain ? "ACCOUNT_TYPE_CRYPTO" : "ACCOUNT_TYPE_STAKED_FUNDS");
        json.WriteBoolean("is_cash", wallet.IsFiat);
        json.WriteEndObject();
    }
}
