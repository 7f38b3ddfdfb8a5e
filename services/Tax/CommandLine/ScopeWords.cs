using System.Globalization;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Reads <c>--scope statutory</c> and what it needs: the rule of allocation, when it was decided and by whom.</summary>
internal static class ScopeWords
{
    private static readonly Dictionary<string, AllocationRule> Rules = new(StringComparer.Ordinal)
    {
        ["oldest-first"] = AllocationRule.OldestFirst,
        ["lowest-basis-to-largest-balance"] = AllocationRule.LowestBasisToLargestBalance,
    };

    /// <summary>The switch, or none for the other scopes.</summary>
    public static Result<WalletSwitch[]> Parse(string scope, Dictionary<string, string> given, IJurisdiction jurisdiction)
    {
        if (scope != "statutory") return Array.Empty<WalletSwitch>();
        if (jurisdiction.WalletScopeFrom is not { } from) return Wrong($"--scope statutory does not apply to {jurisdiction.Name}: the scope never changed there");
        if (!Rules.TryGetValue(given.GetValueOrDefault("allocation", ""), out var rule)) return Wrong($"--scope statutory needs --allocation {string.Join('|', Rules.Keys)} (Rev. Proc. 2024-28)");
        if (!DateOnly.TryParseExact(given.GetValueOrDefault("allocation-decided", ""), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var decided)) return Wrong("--scope statutory needs --allocation-decided DAY, the day the rule was fixed");
        if (!given.TryGetValue("allocation-by", out var who)) return Wrong("--scope statutory needs --allocation-by NAME, who fixed the rule");
        if (decided >= from) return Wrong($"--allocation-decided must lie before {from:yyyy-MM-dd}: a global allocation is fixed before the switch");
        return new[] { new WalletSwitch(jurisdiction.Calendar.Midnight(from), rule, jurisdiction.Calendar.Midnight(decided), who) };
    }

    private static Error Wrong(string what) => new("TAX_USAGE", what);
}
