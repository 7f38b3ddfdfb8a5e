using System.Globalization;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>What a law makes of units that are bought back around a sale: Data/repurchases.csv.</summary>
/// <param name="From">The first day the rule holds.</param>
/// <param name="Before">Days before a sale on which a purchase counts.</param>
/// <param name="After">Days after it.</param>
/// <param name="Kind">matched, denied, switched or remark.</param>
/// <param name="Words">The rule in words.</param>
internal sealed record RepurchaseRule(DateOnly From, int Before, int After, string Kind, string Words)
{
    private static readonly ILookup<string, RepurchaseRule> Rules = DataTable.Read("repurchases.csv").ToLookup(
        l => l[0], l => new RepurchaseRule(DateOnly.ParseExact(l[1], "yyyy-MM-dd", CultureInfo.InvariantCulture), Number(l[2]), Number(l[3]), l[4], l[5]), StringComparer.Ordinal);

    /// <summary>The rule of a law on a day; null where it has none.</summary>
    public static RepurchaseRule? Of(string jurisdiction, DateOnly day) => Rules[jurisdiction].Where(r => r.From <= day).MaxBy(r => r.From);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
