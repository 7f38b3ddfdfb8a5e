using PortfolioPlatform.Accounting.Transfers;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Transfers;

/// <summary>Looks for transfers between own accounts once history is complete, links what is proven and suggests the rest.</summary>
internal sealed class TransferFinder(IDatabase database, TransferLedger links)
{
    private static readonly TransferRules Rules = new();

    public async Task RunAsync(TenantBook book, CancellationToken cancellationToken)
    {
        if (!book.HasNewMovements) return;
        // A half-read history makes pairs look unique that are not.
        if (book.Tree.Accounts.Any(a => !a.Removed && !(book.Reported.TryGetValue(a.Id, out var report) && report.HistoryComplete))) return;
        await using var transaction = await database.BeginAsync(book.Tenant, cancellationToken);
        var candidates = await TransferSql.CandidatesAsync(transaction, book.Resolver, cancellationToken);
        var matches = TransferMatching.Find(candidates.Where(c => c.Leaves).Select(c => c.Candidate), candidates.Where(c => !c.Leaves).Select(c => c.Candidate), Rules);
        var byKey = candidates.ToDictionary(c => c.Candidate.Key);
        var refused = await TransferSql.DismissedAsync(transaction, cancellationToken);
        foreach (var match in matches.Where(m => m.IsAutomatic && !refused.Contains((byKey[m.Left].EntryId, byKey[m.Arrived].EntryId)))) await links.LinkAsync(transaction, byKey[match.Left], byKey[match.Arrived], "transfer-matching", match.Reason, cancellationToken);
        await TransferSql.WriteSuggestionsAsync(transaction, [.. matches.Where(m => !m.IsAutomatic).Select(m => (byKey[m.Left], byKey[m.Arrived], m.Reason))], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        book.HasNewMovements = false;
    }
}
