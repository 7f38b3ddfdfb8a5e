using System.Collections.Frozen;
using System.Text.Json;

namespace PortfolioPlatform.Bitfinex;

/// <summary>
/// The venue's codes in common symbols (source: <c>conf/pub:map:currency:sym</c> and the renames known from other clients). Built in, so that archived pages
/// map without a network; what the live table knows beyond it travels with the page.
/// </summary>
/// <param name="Extra">Codes of the page that the built-in table lacks, as the live table named them.</param>
internal sealed record BitfinexCodes(IReadOnlyDictionary<string, string> Extra)
{
    private static readonly FrozenDictionary<string, string> Table = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["UST"] = "USDT", ["UDC"] = "USDC", ["TSD"] = "TUSD", ["EUT"] = "EURT", ["DSH"] = "DASH", ["IOT"] = "IOTA", ["QTM"] = "QTUM", ["MNA"] = "MANA",
        ["ATO"] = "ATOM", ["ALG"] = "ALGO", ["DAT"] = "DATA", ["YYW"] = "YOYOW", ["STJ"] = "STORJ", ["BCHABC"] = "XEC", ["BCHN"] = "BCH", ["LUNA"] = "LUNC",
        ["LUNA2"] = "LUNA", ["TERRAUST"] = "USTC", ["WAX"] = "WAXP", ["AMP"] = "AMPL", ["XCH"] = "XCHF", ["WBT"] = "WBTC", ["USDT0ARB"] = "USDT0", ["USDT0INK"] = "USDT0",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The built-in table alone.</summary>
    public static BitfinexCodes BuiltIn { get; } = new(FrozenDictionary<string, string>.Empty);

    /// <summary>Whether the built-in table names a code.</summary>
    public static bool IsBuiltIn(string code) => Table.ContainsKey(code);

    /// <summary>Whether a code is a coin in the wallet of derivatives: <c>USTF0</c>.</summary>
    public static bool IsDerivative(string code) => code.Length > 3 && code.EndsWith("F0", StringComparison.OrdinalIgnoreCase);

    /// <summary>The common symbol of a code; the derivative-wallet form (<c>USTF0</c>) is the same coin.</summary>
    public string Symbol(string code)
    {
        var upper = code.ToUpperInvariant();
        if (IsDerivative(upper)) upper = upper[..^2];
        if (Table.TryGetValue(upper, out var symbol)) return symbol;
        return Extra.TryGetValue(upper, out var live) ? live.ToUpperInvariant() : upper;
    }

    /// <summary>Base and quote code of a trading symbol: <c>tETHUST</c>, <c>tDOGE:USD</c>.</summary>
    /// <exception cref="FormatException">No trading symbol.</exception>
    public static (string Base, string Quote) Split(string market)
    {
        if (market.Length < 2 || market[0] != 't') throw new FormatException($"'{market}' is no trading symbol.");
        var colon = market.IndexOf(':', StringComparison.Ordinal);
        if (colon > 1 && colon < market.Length - 1) return (market[1..colon], market[(colon + 1)..]);
        return market.Length == 7 && colon < 0 ? (market[1..4], market[4..]) : throw new FormatException($"'{market}' does not split in two codes.");
    }

    /// <summary>The live table: pairs of API code and common code.</summary>
    public static Dictionary<string, string> ReadMap(JsonElement root)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() == 0 || root[0].ValueKind != JsonValueKind.Array) return map;
        foreach (var pair in root[0].EnumerateArray())
        {
            if (pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() >= 2 && pair[0].GetString() is { } code && pair[1].GetString() is { } symbol) map[code] = symbol;
        }

        return map;
    }
}
