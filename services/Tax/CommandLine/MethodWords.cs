using System.Globalization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>
/// Reads <c>fifo</c>, <c>fifo,hifo@2024-01-01</c> or <c>fifo,lifo/kraken:1a2b3c4d,hifo@2025-01-01/*/btc</c>: methods with the local day from which each holds, and the wallet and asset it holds for.
/// </summary>
internal static class MethodWords
{
    // Where a law has one kind of average only, "average" is that one.
    private static readonly Dictionary<string, string> Averages = new(StringComparer.Ordinal) { ["ca"] = "acb", ["jp"] = "total-average", ["fr"] = "whole-portfolio" };

    public static Result<DatedMethod[]> Parse(string text, IJurisdiction jurisdiction)
    {
        var methods = text.Split(',').Select(w => One(w, jurisdiction)).ToArray();
        if (methods.Any(m => !jurisdiction.Methods.Contains(m.Name, StringComparer.Ordinal))) return Wrong($"--method in jurisdiction {jurisdiction.Name} must be one of {string.Join('|', jurisdiction.Methods)}");
        if (methods.Length == 1 && methods[0] is { From: null, IsPartial: false }) return methods;
        if (methods.Any(m => !EngineChoice.LotMethods.ContainsKey(m.Name))) return Wrong("--method with dates must name methods that keep lots");
        if (methods[0] is not { From: null, IsPartial: false }) return Wrong("--method must begin with a method for everything, from the beginning");
        for (var i = 1; i < methods.Length; i++)
            if (methods[i] is { From: null, IsPartial: false } || methods[i].From < methods[i - 1].From || (methods[i].From is null && methods[i - 1].From is not null) || (methods[i].From == methods[i - 1].From && !methods[i].IsPartial))
                return Wrong("--method must be such as fifo,hifo@2024-01-01,lifo@2025-01-01/WALLET/ASSET, with ascending days after the first");
        return methods;
    }

    private static DatedMethod One(string word, IJurisdiction jurisdiction)
    {
        var parts = word.Split('/');
        if (parts.Length > 3 || parts.Any(p => p.Length == 0)) return new DatedMethod(word, null);
        var (wallet, asset) = (parts.ElementAtOrDefault(1) is { } w && w != "*" ? w : null, parts.ElementAtOrDefault(2) is { } a && a != "*" ? a : null);
        var at = parts[0].IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? parts[0] : parts[0][..at];
        if (name == "average" && Averages.TryGetValue(jurisdiction.Name, out var own)) name = own;
        if (at < 0) return new DatedMethod(name, null, wallet, asset);
        return DateOnly.TryParseExact(parts[0].AsSpan(at + 1), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) ? new DatedMethod(name, from, wallet, asset) : new DatedMethod(word, null);
    }

    private static Error Wrong(string what) => new("TAX_USAGE", what);
}
