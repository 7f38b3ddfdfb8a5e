using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Problems;

/// <summary>Keeps what Ingestion could not read, beside what was booked.</summary>
internal sealed class RecordPageProblem : IMessageHandler<PageProblemFound>
{
    public Task HandleAsync(PageProblemFound message, IDatabaseTransaction transaction, CancellationToken cancellationToken) =>
        message.Resolved
            ? ProblemSql.ResolveAsync(transaction, message.Account, Problem.OfPage(message).Id, cancellationToken)
            : ProblemSql.InsertAsync(transaction, message.Account, [Problem.OfPage(message)], cancellationToken);
}
