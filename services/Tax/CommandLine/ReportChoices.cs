using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>What a report of a year may have beside its method.</summary>
/// <param name="Prices">A file of prices for the valuation at the end of the year.</param>
/// <param name="BrokerForms">Forms 1099-DA to match.</param>
/// <param name="Closed">The report of a filed year that stays as it is.</param>
/// <param name="WashSales">Whether losses are denied as for securities.</param>
/// <param name="RollForward">Whether the ASC 350-60 table is made.</param>
/// <param name="ExchangeTotals">Whether the CARF/DAC8 totals are made.</param>
/// <param name="Significant">Assets that stand alone in the ASC 350-60 table, the others together; all alone when empty.</param>
/// <param name="Restricted">A file of units that may not be sold.</param>
/// <param name="Replace">Whether another report in the same folder may be overwritten.</param>
internal sealed record ReportChoices(string? Prices, string? BrokerForms, string? Closed, bool WashSales, bool RollForward, bool ExchangeTotals, IReadOnlyList<string> Significant, string? Restricted, bool Replace)
{
    /// <summary>The options' names.</summary>
    public static readonly string[] Names = ["prices", "form-1099-da", "closed", "wash-sales", "asc-350-60", "carf", "significant", "restricted", "replace"];

    public static Result<ReportChoices> Parse(Dictionary<string, string> given, IJurisdiction jurisdiction, int? year)
    {
        if (year is null && Names.FirstOrDefault(given.ContainsKey) is { } early) return Wrong($"--{early} needs --year");
        if (((string[])["wash-sales", "asc-350-60", "carf", "replace"]).FirstOrDefault(n => given.GetValueOrDefault(n, "no") is not ("yes" or "no")) is { } flag) return Wrong($"--{flag} must be yes or no");
        if (((string[])["form-1099-da", "wash-sales"]).FirstOrDefault(given.ContainsKey) is { } american && jurisdiction.Name != "us") return Wrong($"--{american} is for --jurisdiction us");
        if (((string[])["significant", "restricted"]).FirstOrDefault(given.ContainsKey) is { } institutional && given.GetValueOrDefault("asc-350-60") != "yes") return Wrong($"--{institutional} needs --asc-350-60 yes");
        bool Is(string name) => given.GetValueOrDefault(name, "no") == "yes";
        return new ReportChoices(given.GetValueOrDefault("prices"), given.GetValueOrDefault("form-1099-da"), given.GetValueOrDefault("closed"), Is("wash-sales"), Is("asc-350-60"), Is("carf"), given.GetValueOrDefault("significant", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), given.GetValueOrDefault("restricted"), Is("replace"));
    }

    private static Error Wrong(string what) => new("TAX_USAGE", what);
}
