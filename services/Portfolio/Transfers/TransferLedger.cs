using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Transfers;

/// <summary>Writes links between withdrawals and deposits into the ledger, where everything else stands too.</summary>
internal sealed class TransferLedger(LedgerWriter ledger, LedgerSignal signal, TimeProvider time)
{
    public Task LinkAsync(IDatabaseTransaction transaction, MovementRow left, MovementRow arrived, string actor, string reason, CancellationToken cancellationToken) =>
        WriteAsync(transaction, EntryRecord.Link, left, arrived, actor, reason, cancellationToken);

    public Task UnlinkAsync(IDatabaseTransaction transaction, MovementRow left, MovementRow arrived, string actor, string reason, CancellationToken cancellationToken) =>
        WriteAsync(transaction, EntryRecord.Unlink, left, arrived, actor, reason, cancellationToken);

    private async Task WriteAsync(IDatabaseTransaction transaction, EntryRecord record, MovementRow left, MovementRow arrived, string actor, string reason, CancellationToken cancellationToken)
    {
        var (from, to) = (left.Candidate, arrived.Candidate);
        var fact = new TransactionFact(from.Key.NativeId, from.Key.Source, from.Time, TransactionKind.Withdrawal, TransactionStatus.Completed, time.GetUtcNow().UtcTicks, [])
        {
            Reference = to.Key.Source,
            Market = to.Key.NativeId,
        };
        var draft = new EntryDraft(left.EntryId, record, left.Venue, fact) { TargetAccount = to.Key.Account, Target = arrived.EntryId, Actor = actor, Reason = reason };
        await ledger.AppendAsync(transaction, from.Key.Account, [draft], Provenance.Own(time.GetUtcNow()), cancellationToken);
        await signal.RaiseAsync(transaction.Tenant, cancellationToken);
    }
}
