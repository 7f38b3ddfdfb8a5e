using System.Globalization;

namespace PortfolioPlatform.Tax.Events;

/// <summary>
/// The treatment per class of event, jurisdiction and date: Data/treatments.csv, one line per change of law. <c>*</c> stands for every jurisdiction without a line of its own.
/// </summary>
internal sealed class TreatmentTable
{
    private readonly Dictionary<EventClass, (DateOnly From, Treatment Treatment)[]> _rows;

    private TreatmentTable(Dictionary<EventClass, (DateOnly From, Treatment Treatment)[]> rows) => _rows = rows;

    /// <summary>The lines that hold in a jurisdiction.</summary>
    public static TreatmentTable For(string jurisdiction)
    {
        var lines = DataTable.Read("treatments.csv").ToLookup(l => Enum.Parse<EventClass>(l[0].Replace("-", "", StringComparison.Ordinal), ignoreCase: true));
        return new TreatmentTable(lines.ToDictionary(l => l.Key, l => Own(l, jurisdiction) is { Length: > 0 } own ? own : Own(l, "*")));
    }

    /// <summary>This table with some classes treated as another one treats them: for comparisons.</summary>
    public TreatmentTable With(TreatmentTable other, Func<EventClass, bool> classes) => new(_rows.ToDictionary(r => r.Key, r => classes(r.Key) ? other._rows[r.Key] : r.Value));

    /// <summary>This table with one class always treated in one way: for comparisons.</summary>
    public TreatmentTable With(EventClass @class, Treatment treatment) => new(_rows.ToDictionary(r => r.Key, r => r.Key == @class ? [(DateOnly.MinValue, treatment)] : r.Value));

    /// <summary>What the law made of a class of event on a day.</summary>
    public Treatment this[EventClass @class, DateOnly day]
    {
        get
        {
            var rows = _rows[@class];
            for (var i = rows.Length - 1; i > 0; i--)
                if (rows[i].From <= day) return rows[i].Treatment;
            return rows[0].Treatment;
        }
    }

    private static (DateOnly From, Treatment Treatment)[] Own(IEnumerable<string[]> lines, string jurisdiction) =>
        [.. lines.Where(l => string.Equals(l[1], jurisdiction, StringComparison.Ordinal))
            .Select(l => (DateOnly.ParseExact(l[2], "yyyy-MM-dd", CultureInfo.InvariantCulture), Enum.Parse<Treatment>(l[3].Replace("-", "", StringComparison.Ordinal), ignoreCase: true)))
            .OrderBy(l => l.Item1)];
}
