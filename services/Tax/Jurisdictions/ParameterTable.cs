using System.Globalization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>Rates, limits and exemptions by date: Data/parameters.csv.</summary>
internal static class ParameterTable
{
    private static readonly ILookup<(string Jurisdiction, string Name), (DateOnly From, Quantity Value)> Rows = DataTable.Read("parameters.csv")
        .ToLookup(l => (l[0], l[1]), l => (DateOnly.ParseExact(l[2], "yyyy-MM-dd", CultureInfo.InvariantCulture), Quantity.Parse(l[3])));

    /// <summary>The value that holds on a day.</summary>
    public static Quantity Get(string jurisdiction, string name, DateOnly day)
    {
        var held = Rows[(jurisdiction, name)].Where(r => r.From <= day).OrderBy(r => r.From).ToArray();
        return held.Length > 0 ? held[^1].Value : throw new InvalidOperationException($"parameters.csv has no {name} of {jurisdiction} for {day:yyyy-MM-dd}.");
    }
}
