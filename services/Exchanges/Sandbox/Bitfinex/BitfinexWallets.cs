using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary><c>auth/r/wallets</c>.</summary>
internal static class BitfinexWallets
{
    /// <summary>The venue's wallet type of a wallet.</summary>
    public static string Type(string wallet) => wallet == Wallets.Spot ? "exchange" : "funding";

    public static void Write(Utf8JsonWriter json, AccountBook book)
    {
        json.WriteStartArray();
        foreach (var ((asset, wallet), _) in book.Balances.OrderBy(b => b.Key.Wallet != Wallets.Spot).ThenBy(b => b.Key.Asset, StringComparer.Ordinal))
            WriteRow(json, book, asset, wallet, book.Balance(asset, wallet) - (wallet == Wallets.Spot ? book.Held(asset) : 0));
        json.WriteEndArray();
    }

    /// <summary>One wallet; <paramref name="available"/> is null where it was not calculated (stream updates).</summary>
    public static void WriteRow(Utf8JsonWriter json, AccountBook book, string asset, string wallet, decimal? available)
    {
        json.WriteStartArray();
        json.WriteStringValue(Type(wallet));
        json.WriteStringValue(BitfinexCodes.Code(asset));
        json.Number(book.Balance(asset, wallet));
        json.WriteNumberValue(0);
        if (available is { } amount) json.Number(amount);
        else json.WriteNullValue();
        json.Nulls(2);
        json.WriteEndArray();
    }
}
