using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>Schedule D totals of Form 8949, and Schedule 1's income from digital assets.</summary>
internal static class ScheduleD
{
    private static readonly (string Line, string Label, string Boxes)[] Totals =
    [
        ("1b", "Short-term, boxes A and G", "AG"), ("2", "Short-term, boxes B and H", "BH"), ("3", "Short-term, boxes C and I", "CI"),
        ("8b", "Long-term, boxes D and J", "DJ"), ("9", "Long-term, boxes E and K", "EK"), ("10", "Long-term, boxes F and L", "FL"),
    ];

    public static IReadOnlyList<FormLine> Lines(ReturnInput input, IReadOnlyList<Form8949Row> rows)
    {
        var lines = Totals.Select(t => new FormLine(t.Line, t.Label, Sum(rows.Where(r => t.Boxes.Contains(r.Box, StringComparison.Ordinal))))).ToList();
        var shortTerm = Sum(rows.Where(r => r.Part == "I")) + input.Positions;
        var longTerm = Sum(rows.Where(r => r.Part == "II"));
        var (deducted, carried) = LossLimit(shortTerm + longTerm, input.Start);
        lines.Add(new("positions", "Results of margin, futures and funding, as short-term", input.Positions));
        lines.Add(new("7", "Net short-term", shortTerm));
        lines.Add(new("15", "Net long-term", longTerm));
        lines.Add(new("16", "Total", shortTerm + longTerm));
        lines.Add(new("21", "Loss deducted this year", deducted));
        lines.Add(new("carry-over", "Loss carried to the next year", carried));
        lines.Add(new("schedule-1", "Income in digital assets", input.Income));
        return lines;
    }

    /// <summary>How much of a net loss is deducted in its year, and how much is carried.</summary>
    public static (Quantity Deducted, Quantity Carried) LossLimit(Quantity net, DateOnly day)
    {
        if (net.Sign >= 0) return (Quantity.Zero, Quantity.Zero);
        var limit = ParameterTable.Get("us", "loss-limit", day);
        var loss = -net;
        return loss <= limit ? (loss, Quantity.Zero) : (limit, loss - limit);
    }

    private static Quantity Sum(IEnumerable<Form8949Row> rows) => ReturnInput.Sum(rows, r => r.Gain);
}
