using System.Collections.Frozen;
using System.Text.Json;

namespace PortfolioPlatform.Huobi;

/// <summary>The venue's lower-case codes in common symbols, and its symbols without separator split in two.</summary>
/// <param name="Symbols">Base and quote by symbol, joined by a slash, as the venue's symbol table tells them; offline ones included.</param>
internal sealed record HuobiCodes(IReadOnlyDictionary<string, string> Symbols)
{
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BCC"] = "BCH", ["PNT"] = "PENTA", ["SOUL"] = "SOULSAVER", ["GTC"] = "GAMECOM", ["BIFI"] = "BITCOINFILE", ["HIT"] = "HITCHAIN", ["GET"] = "THEMIS",
        ["NGL"] = "GFNGL", ["SBTC"] = "SUPERBITCOIN",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Quotes = ["usdt", "usdc", "usdd", "husd", "tusd", "btc", "eth", "trx", "htx", "ht", "eur", "gbp", "try", "brl", "uah", "usd"];

    /// <summary>No symbol table: symbols are split at a quote currency that is known.</summary>
    public static HuobiCodes BuiltIn { get; } = new(FrozenDictionary<string, string>.Empty);

    /// <summary>The common symbol of a currency code.</summary>
    public static string Symbol(string code)
    {
        var upper = code.ToUpperInvariant();
        return Aliases.GetValueOrDefault(upper, upper);
    }

    /// <summary>Base and quote code of a symbol.</summary>
    /// <exception cref="FormatException">It does not split.</exception>
    public (string Base, string Quote) Split(string symbol)
    {
        if (Symbols.TryGetValue(symbol, out var pair) && pair.Split('/') is [var listed, var against]) return (listed, against);
        var quote = Array.Find(Quotes, quote => symbol.Length > quote.Length && symbol.EndsWith(quote, StringComparison.Ordinal)) ?? throw new FormatException($"'{symbol}' does not split in two codes.");
        return (symbol[..^quote.Length], quote);
    }

    /// <summary>The venue's symbol table (GET /v2/settings/common/symbols).</summary>
    public static Dictionary<string, string> Read(JsonElement root)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!root.TryGetProperty("data", out var rows) || rows.ValueKind != JsonValueKind.Array) return table;
        foreach (var row in rows.EnumerateArray())
        {
            if (row.TryGetProperty("sc", out var name) && row.TryGetProperty("bc", out var listed) && row.TryGetProperty("qc", out var against)) table[name.GetString()!] = $"{listed.GetString()}/{against.GetString()}";
        }

        return table;
    }
}
