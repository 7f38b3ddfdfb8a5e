using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Named lots as a file writes them: <c>id:units;id:units</c>.</summary>
internal static class LotNames
{
    /// <summary>Whether the text can be read.</summary>
    public static bool IsValid(string text) => Parts(text).All(p => p.Units.Sign > 0);

    /// <summary>The identification; lots no row has are left out.</summary>
    public static LotIdentification Resolve(string text, DateTimeOffset at, EventIds ids) =>
        new(at, [.. Parts(text).Select(p => (Lot: ids.Find(p.Id), p.Units)).Where(p => p.Lot is not null).Select(p => new IdentifiedUnits(p.Lot!.Value, p.Units))]);

    private static IEnumerable<(string Id, Quantity Units)> Parts(string text)
    {
        foreach (var part in text.Split(';'))
        {
            var colon = part.LastIndexOf(':');
            yield return colon > 0 && Quantity.TryParse(part.AsSpan(colon + 1), out var units) ? (part[..colon], units) : (part, Quantity.Zero);
        }
    }
}
