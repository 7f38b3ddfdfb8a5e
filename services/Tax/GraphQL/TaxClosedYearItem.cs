using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Tax.Closings;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>A year that was filed and is closed.</summary>
/// <param name="Year">The calendar year it begins in.</param>
/// <param name="ReportId">The report that was filed.</param>
/// <param name="Fingerprint">What that report is frozen by.</param>
/// <param name="Reason">Why it was closed.</param>
/// <param name="ClosedBy">Who closed it.</param>
/// <param name="ClosedAt">When.</param>
[GraphQLName("TaxClosedYear")]
internal sealed record TaxClosedYearItem(int Year, [property: ID] Guid ReportId, string Fingerprint, string Reason, string ClosedBy, DateTimeOffset ClosedAt)
{
    public static TaxClosedYearItem Of(Closing c) => new(c.Year, c.Report, c.Fingerprint, c.Reason, c.Actor, c.At);
}
