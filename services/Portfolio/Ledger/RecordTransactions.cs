using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Overlaps;
using PortfolioPlatform.Portfolio.Problems;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>A page of transactions enters the ledger.</summary>
internal sealed class RecordTransactions(LedgerWriter ledger, LedgerSignal signal, TimeProvider time) : IMessageHandler<TransactionsRecorded>
{
    public async Task HandleAsync(TransactionsRecorded message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var page = PageReading.Of(message, now);
        if (await OverlapCheck.FindAsync(transaction, message, page, cancellationToken))
        {
            await signal.RaiseAsync(message.Tenant, cancellationToken);
            return;
        }

        await ProblemSql.InsertAsync(transaction, message.Account, page.Problems, cancellationToken);
        var provenance = new Provenance(message.Page, Convert.FromHexString(message.RawPageHash), message.MapperVersion, now.ToMicroseconds());
        var added = await ledger.AppendAsync(transaction, message.Account, page.Drafts, provenance, cancellationToken);
        if (added > 0) await signal.RaiseAsync(message.Tenant, cancellationToken);
    }
}
