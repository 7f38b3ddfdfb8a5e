using System.Runtime.CompilerServices;
using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Tax.Reports.Runs;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>Reports as they move on.</summary>
internal sealed class TaxSubscriptions(LiveReader live, IDatabase database)
{
    /// <summary>The newest reports now, then each one that moved on; at most ten times a second.</summary>
    /// <param name="reports">How they stand.</param>
    [Subscribe(With = nameof(ReadAsync)), ListSize(AssumedSize = 20)]
    public static IReadOnlyList<TaxReportItem> OnTaxReports([EventMessage] IReadOnlyList<TaxReportItem> reports) => reports;

    public async IAsyncEnumerable<IReadOnlyList<TaxReportItem>> ReadAsync(ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = true;
        await foreach (var changes in live.ReadAsync(ReportFeed.Of(user.TaxTenant()), cancellationToken))
        {
            // What was told may be gone with the hot store: the first answer is what is on record.
            var changed = first ? null : changes.Select(ReportFeed.Read).Where(c => c is not null).Select(c => Guid.Parse(c!.Key)).ToHashSet();
            await using var transaction = await database.BeginAsync(user.TaxTenant(), cancellationToken);
            TaxReportItem[] found = [.. (await ReportSql.PageAsync(transaction, null, null, 20, cancellationToken)).Where(r => changed?.Contains(r.Id) ?? true).Select(TaxReportItem.Of)];
            if (first || found.Length > 0) yield return found;
            first = false;
        }
    }
}
