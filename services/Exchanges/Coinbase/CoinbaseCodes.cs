using System.Collections.Frozen;

namespace PortfolioPlatform.Coinbase;

/// <summary>The venue's currency codes in common symbols. Most are the same; these are not.</summary>
internal static class CoinbaseCodes
{
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ETH2"] = "ETH", // the staking wallet, folded into ETH in 2025
        ["MCDAI"] = "DAI",
        ["CGLD"] = "CELO",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Multi-collateral DAI took the ticker over; before, DAI was what is called SAI today.
    private static readonly DateTimeOffset DaiSwitch = new(2019, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The common symbol of a code at a time (null: now).</summary>
    public static string Symbol(string code, DateTimeOffset? at = null)
    {
        var upper = code.ToUpperInvariant();
        if (upper == "DAI" && at < DaiSwitch) return "SAI";
        return Aliases.GetValueOrDefault(upper, upper);
    }

    /// <summary>Base and quote of a market; the quote named here is the one a fill settles in, also where books are merged by alias.</summary>
    /// <exception cref="FormatException">No market name.</exception>
    public static (string Base, string Quote) Split(string productId)
    {
        var dash = productId.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0 || dash == productId.Length - 1) throw new FormatException($"'{productId}' is no market.");
        return (productId[..dash], productId[(dash + 1)..]);
    }
}
