using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Bitfinex's own codes of assets and markets. Source: <c>conf/pub:map:currency:sym</c>.</summary>
internal static class BitfinexCodes
{
    private const string Derivative = "F0";

    /// <summary>API code and the name the venue shows beside it, by common symbol.</summary>
    public static IReadOnlyDictionary<string, (string Code, string Shown)> Special { get; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["USDT"] = ("UST", "USDt"), ["USDC"] = ("UDC", "USDC"), ["TUSD"] = ("TSD", "TUSD"), ["ALGO"] = ("ALG", "ALGO"), ["ATOM"] = ("ATO", "ATOM"),
        ["MANA"] = ("MNA", "MANA"), ["DASH"] = ("DSH", "DASH"), ["IOTA"] = ("IOT", "IOTA"), ["QTUM"] = ("QTM", "QTUM"), ["STORJ"] = ("STJ", "STORJ"),
    };

    private static readonly Dictionary<string, string> Common = Special.ToDictionary(s => s.Value.Code, s => s.Key, StringComparer.Ordinal);

    /// <summary>The API code of an asset: <c>UST</c> for USDT.</summary>
    public static string Code(string symbol) => Special.TryGetValue(symbol, out var special) ? special.Code : symbol;

    /// <summary>The code of an asset in a wallet: in the wallet of derivatives it is a coin of its own, <c>USTF0</c>.</summary>
    public static string Code(string symbol, string wallet) => wallet == Wallets.Futures ? Code(symbol) + Derivative : Code(symbol);

    /// <summary>The common symbol of an API code.</summary>
    public static string Symbol(string code) => Common.GetValueOrDefault(code, code);

    /// <summary>A pair as listed: <c>BTCUSD</c>, <c>DOGE:USD</c>.</summary>
    public static string Pair(string baseAsset, string quote)
    {
        var (b, q) = (Code(baseAsset), Code(quote));
        return b.Length == 3 && q.Length == 3 ? b + q : b + ":" + q;
    }

    /// <summary>A perpetual as listed: <c>BTCF0:USTF0</c>.</summary>
    public static string Pair(PerpetualContract contract) => $"{Code(contract.Market.Base)}{Derivative}:{Code(contract.Settle)}{Derivative}";

    /// <summary>A perpetual's symbol: <c>tBTCF0:USTF0</c>.</summary>
    public static string Contract(PerpetualContract contract) => "t" + Pair(contract);

    /// <summary>A trading symbol: <c>tBTCUSD</c>.</summary>
    public static string Market(string baseAsset, string quote) => "t" + Pair(baseAsset, quote);
}
