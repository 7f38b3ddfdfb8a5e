using System.Collections.Frozen;

namespace PortfolioPlatform.Binance;

/// <summary>Binance's codes are mostly the common symbols; a few old ones differ, and LD… in the spot list is a receipt of Flexible Earn.</summary>
internal static class BinanceSymbols
{
    private static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BCC"] = "BCH", ["BCHABC"] = "BCH", ["HSR"] = "HC", ["RPX"] = "PHX", ["YOYO"] = "YOYOW",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Quote assets, longest first, for splitting a market the symbol table does not hold (any more).</summary>
    private static readonly string[] Quotes =
    [
        "FDUSD", "USDT", "USDC", "BUSD", "TUSD", "BIDR", "BVND", "IDRT", "USDP", "BKRW", "AEUR", "USDS", "EURI", "USD1", "BTC", "ETH", "BNB", "EUR", "GBP", "TRY", "AUD", "BRL", "RUB", "UAH", "NGN", "ZAR", "PLN",
        "RON", "ARS", "JPY", "MXN", "CZK", "COP", "VAI", "DAI", "PAX", "XRP", "TRX", "DOGE", "DOT", "SOL", "USD",
    ];

    /// <summary>The common symbol of a code.</summary>
    public static string Symbol(string code) => Renamed.GetValueOrDefault(code, code).ToUpperInvariant();

    /// <summary>Splits a market by its quote; null when no known quote fits.</summary>
    public static (string Base, string Quote)? Split(string market)
    {
        foreach (var quote in Quotes)
        {
            if (market.Length > quote.Length && market.EndsWith(quote, StringComparison.Ordinal)) return (market[..^quote.Length], quote);
        }

        return null;
    }

    /// <summary>The asset behind a Flexible Earn receipt (<c>LDBNB</c> → <c>BNB</c>); null for ordinary coins such as LDO.</summary>
    public static string? Receipt(string code, Func<string, bool> isAsset) =>
        code.Length > 3 && code.StartsWith("LD", StringComparison.Ordinal) && isAsset(code[2..]) ? code[2..] : null;
}
