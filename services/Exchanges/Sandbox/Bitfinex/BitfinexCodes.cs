namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Bitfinex's own codes of assets and markets. Source: <c>conf/pub:map:currency:sym</c>.</summary>
internal static class BitfinexCodes
{
    /// <summary>API code and the name the venue shows beside it, by common symbol.</summary>
    public static IReadOnlyDictionary<string, (string Code, string Shown)> Special { get; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["USDT"] = ("UST", "USDt"), ["USDC"] = ("UDC", "USDC"), ["TUSD"] = ("TSD", "TUSD"), ["ALGO"] = ("ALG", "ALGO"), ["ATOM"] = ("ATO", "ATOM"),
        ["MANA"] = ("MNA", "MANA"), ["DASH"] = ("DSH", "DASH"), ["IOTA"] = ("IOT", "IOTA"), ["QTUM"] = ("QTM", "QTUM"), ["STORJ"] = ("STJ", "STORJ"),
    };

    private static readonly Dictionary<string, string> Common = Special.ToDictionary(s => s.Value.Code, s => s.Key, StringComparer.Ordinal);

    /// <summary>The API code of an asset: <c>UST</c> for USDT.</summary>
    public static string Code(string symbol) => Special.TryGetValue(symbol, out var special) ? special.Code : symbol;

    /// <summary>The common symbol of an API code.</summary>
    public static string Symbol(string code) => Common.GetValueOrDefault(code, code);

    /// <summary>A pair as listed: <c>BTCUSD</c>, <c>DOGE:USD</c>.</summary>
    public static string Pair(string baseAsset, string quote)
    {
        var (b, q) = (Code(baseAsset), Code(quote));
        return b.Length == 3 && q.Length == 3 ? b + q : b + ":" + q;
    }

    /// <summary>A trading symbol: <c>tBTCUSD</c>.</summary>
    public static string Market(string baseAsset, string quote) => "t" + Pair(baseAsset, quote);
}
