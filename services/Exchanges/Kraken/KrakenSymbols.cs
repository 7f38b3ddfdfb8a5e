using System.Collections.Frozen;

namespace PortfolioPlatform.Kraken;

/// <summary>
/// Kraken's codes to common symbols. The code goes through its altname (never by stripping X or Z blindly: XTZ and ZRX are real), suffixes name
/// sub-wallets of the same coin (<c>DOT28.S</c> is staked DOT), and a few tickers were renamed.
/// </summary>
internal static class KrakenSymbols
{
    /// <summary>Codes whose altname differs, for reading pages without the venue's table.</summary>
    private static readonly FrozenDictionary<string, string> Legacy = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["XXBT"] = "XBT", ["XETH"] = "ETH", ["XLTC"] = "LTC", ["XXDG"] = "XDG", ["XXRP"] = "XRP", ["XXLM"] = "XLM", ["XXMR"] = "XMR", ["XZEC"] = "ZEC",
        ["XETC"] = "ETC", ["XREP"] = "REP", ["XMLN"] = "MLN", ["ZUSD"] = "USD", ["ZEUR"] = "EUR", ["ZGBP"] = "GBP", ["ZCAD"] = "CAD", ["ZJPY"] = "JPY", ["ZAUD"] = "AUD",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["XBT"] = "BTC", ["XDG"] = "DOGE", ["LUNA"] = "LUNC", ["LUNA2"] = "LUNA", ["UST"] = "USTC", ["REPV2"] = "REP", ["REP"] = "REPV1",
        ["ETH2"] = "ETH", ["SETH"] = "ETH", ["FLOWH"] = "FLOW",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Sub-wallets by suffix.</summary>
    private static readonly FrozenDictionary<string, string> Wallets = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["S"] = "staked", ["M"] = "rewards", ["P"] = "parachain", ["B"] = "yield", ["F"] = "earn", ["T"] = "tokenised", ["HOLD"] = "hold",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Coins whose own name ends in two digits, so that the digits are no bonding period.</summary>
    private static readonly FrozenSet<string> EndsInDigits = FrozenSet.ToFrozenSet(["C98"], StringComparer.Ordinal);

    /// <summary>The common symbol of a code.</summary>
    /// <param name="code">The venue's code.</param>
    /// <param name="altName">Looks a code up in the venue's asset table; null when it is not in there.</param>
    public static string Symbol(string code, Func<string, string?> altName)
    {
        var stem = Stem(code, altName);
        var alternative = altName(stem) ?? Legacy.GetValueOrDefault(stem, stem);
        return Renamed.GetValueOrDefault(alternative, alternative).ToUpperInvariant();
    }

    /// <summary>The common symbol of a code, by the built-in table.</summary>
    public static string Symbol(string code) => Symbol(code, static _ => null);

    /// <summary>The wallet a code stands for.</summary>
    public static string Wallet(string code) => code is "ETH2" or "ETH2.S" ? "staked" : code.IndexOf('.') is var dot and > 0 ? Wallets.GetValueOrDefault(code[(dot + 1)..], "spot") : "spot";

    /// <summary>A pair such as <c>XXBTZUSD</c> or <c>ETH/EUR</c> split by the built-in rules; null when it cannot be told.</summary>
    public static (string Base, string Quote)? Split(string pair)
    {
        if (pair.IndexOf('/') is var slash and > 0) return (pair[..slash], pair[(slash + 1)..]);
        if (pair.Length == 8 && Legacy.ContainsKey(pair[..4]) && Legacy.ContainsKey(pair[4..])) return (pair[..4], pair[4..]);
        foreach (var quote in Quotes)
        {
            if (pair.Length > quote.Length && pair.EndsWith(quote, StringComparison.Ordinal)) return (pair[..^quote.Length], quote);
        }

        return null;
    }

    private static readonly string[] Quotes = ["ZUSD", "ZEUR", "ZGBP", "ZCAD", "ZJPY", "ZAUD", "XXBT", "XETH", "USDT", "USDC", "PYUSD", "RLUSD", "EURT", "EURR", "USDG", "USD", "EUR", "GBP", "CAD", "JPY", "AUD", "CHF", "AED", "XBT", "BTC", "ETH", "DAI", "DOT", "SOL"];

    private static string Stem(string code, Func<string, string?> altName)
    {
        var dot = code.IndexOf('.');
        if (dot <= 0 || !Wallets.ContainsKey(code[(dot + 1)..])) return code;
        var stem = code[..dot];
        var plain = stem.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var hasPeriod = plain.Length > 1 && stem.Length - plain.Length == 2 && !EndsInDigits.Contains(stem) && altName(stem) is null;
        return hasPeriod ? plain : stem;
    }
}
