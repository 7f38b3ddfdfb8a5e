using System.Globalization;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>
/// Reads scopes that change by date: <c>statutory</c> at the law's own day, <c>wallet@2022-01-01</c> at another one, and what they need: the rule of allocation, when it was decided and by whom.
/// </summary>
internal static class ScopeWords
{
    private const string FromDay = "wallet@";

    private static readonly Dictionary<string, AllocationRule> Rules = new(StringComparer.Ordinal)
    {
        ["oldest-first"] = AllocationRule.OldestFirst,
        ["lowest-basis-to-largest-balance"] = AllocationRule.LowestBasisToLargestBalance,
    };

    /// <summary>Whether a text names a scope.</summary>
    public static bool IsKnown(string scope) => scope is "universal" or "wallet" or "statutory" || scope.StartsWith(FromDay, StringComparison.Ordinal);

    /// <summary>The switch, or none for scopes that never change.</summary>
    public static Result<WalletSwitch[]> Parse(string scope, Dictionary<string, string> given, IJurisdiction jurisdiction)
    {
        if (scope is "universal" or "wallet") return given.ContainsKey("allocation-lots") ? Wrong("--allocation-lots needs a scope that changes by date") : Array.Empty<WalletSwitch>();
        if (scope == "statutory") return jurisdiction.WalletScopeFrom is { } law ? From(law, scope, given, jurisdiction) : Wrong($"--scope statutory does not apply to {jurisdiction.Name}: the scope never changed there");
        return DateOnly.TryParseExact(scope[FromDay.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? From(day, scope, given, jurisdiction)
            : Wrong("--scope must be such as wallet@2022-01-01, with the day from which lots are kept by wallet");
    }

    private static Result<WalletSwitch[]> From(DateOnly from, string scope, Dictionary<string, string> given, IJurisdiction jurisdiction)
    {
        if (!Rules.TryGetValue(given.GetValueOrDefault("allocation", ""), out var rule)) return Wrong($"--scope {scope} needs --allocation {string.Join('|', Rules.Keys)} (Rev. Proc. 2024-28)");
        if (!DateOnly.TryParseExact(given.GetValueOrDefault("allocation-decided", ""), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var decided)) return Wrong($"--scope {scope} needs --allocation-decided DAY, the day the rule was fixed");
        if (!given.TryGetValue("allocation-by", out var who)) return Wrong($"--scope {scope} needs --allocation-by NAME, who fixed the rule");
        if (decided >= from) return Wrong($"--allocation-decided must lie before {from:yyyy-MM-dd}: a global allocation is fixed before the switch");
        return new[] { new WalletSwitch(jurisdiction.Calendar.Midnight(from), rule, jurisdiction.Calendar.Midnight(decided), who) };
    }

    private static Error Wrong(string what) => new("TAX_USAGE", what);
}
