using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>Why two reports differ.</summary>
/// <param name="IsReady">False while it is still being found out, beside this request: then nothing else is told, and the question should be asked again.</param>
/// <param name="IsSame">Whether they are frozen by the same.</param>
/// <param name="Fingerprint">What the later one is frozen by.</param>
/// <param name="Count">How many things differ.</param>
/// <param name="Changes">The first five hundred of them: settings, rules, events and prices first, then the rows they changed.</param>
[GraphQLName("TaxReportDifference")]
internal sealed record TaxReportDifferenceItem(bool IsReady, bool IsSame, string Fingerprint, int Count, IReadOnlyList<TaxReportChangeItem> Changes)
{
    private const int Most = 500;

    public static TaxReportDifferenceItem NotReady { get; } = new(false, false, "", 0, []);

    public static TaxReportDifferenceItem Of(SealedReport old, SealedReport now)
    {
        // Which files differ is no cause, and a year that is only compared is not printed.
        var changes = ReportDifference.Explain(old, now).Where(c => c.Kind != "files").ToArray();
        return new(true, old.Seal.Fingerprint == now.Seal.Fingerprint, now.Seal.Fingerprint, changes.Length, [.. changes.Take(Most).Select(c => new TaxReportChangeItem(c.Kind, c.Subject, c.Change))]);
    }
}

/// <summary>One thing that differs between two reports.</summary>
/// <param name="Kind">setting, rules, event, prices or disposal.</param>
/// <param name="Subject">Which setting or row; empty where there is only one.</param>
/// <param name="Change">is new, is gone, or what became of which column.</param>
[GraphQLName("TaxReportChange")]
internal sealed record TaxReportChangeItem(string Kind, string Subject, string Change);
