using System.Globalization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>Rates, limits and exemptions by date: Data/parameters.csv.</summary>
internal static class ParameterTable
{
    private static readonly Dictionary<(string Jurisdiction, string Name), (DateOnly From, Quantity Value)[]> Rows = DataTable.Read("parameters.csv")
        .GroupBy(l => (l[0], l[1]), l => (From: DateOnly.ParseExact(l[2], "yyyy-MM-dd", CultureInfo.InvariantCulture), Value: Quantity.Parse(l[3])))
        .ToDictionary(g => g.Key, g => g.OrderByDescending(r => r.From).ToArray());

    /// <summary>The value that holds on a day.</summary>
    public static Quantity Get(string jurisdiction, string name, DateOnly day)
    {
        if (Rows.TryGetValue((jurisdiction, name), out var rows))
            foreach (var (from, value) in rows)
                if (from <= day) return value;
        throw new InvalidOperationException($"parameters.csv has no {name} of {jurisdiction} for {day:yyyy-MM-dd}.");
    }
}
