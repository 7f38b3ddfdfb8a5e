using System.Globalization;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Transfers;

namespace PortfolioPlatform.Portfolio.Edits;

/// <summary>What people add to the ledger. Nothing told by a source is ever changed: an edit is a row of its own that holds instead, with who made it and why.</summary>
internal sealed class LedgerEdits(IDatabase database, LedgerWriter ledger, AssetRegistryCopy registry, TransferLedger links, LedgerSignal signal, IAuditTrail audit, TimeProvider time)
{
    /// <summary>Returns what was added.</summary>
    public async Task<Result<Addition>> EditAsync(TenantId tenant, AccountId account, Guid entry, EditRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if (await EntryRead.HoldingAsync(transaction, account, entry, cancellationToken) is not { } row) return EditErrors.NotFound;
        var told = await EntryRead.ToldAsync(transaction, account, entry, cancellationToken);
        var names = new LegNames(row.Draft.Venue, [.. told?.Draft.Fact.Legs ?? [], .. row.Draft.Fact.Legs], await registry.ReadAsync(transaction, cancellationToken));
        var edited = EditedFact.Of(row.Draft.Fact, names, request);
        if (!edited.IsOk) return edited.Error;
        if (!Instants.IsPlausible(edited.Value.Time, time.GetUtcNow())) return EditErrors.Time;
        var draft = new EntryDraft(entry, EntryRecord.Edit, row.Draft.Venue, edited.Value) { Actor = request.Actor, Reason = request.Reason };
        return await WriteAsync(transaction, account, draft, cancellationToken);
    }

    /// <inheritdoc cref="EditAsync"/>
    public async Task<Result<Addition>> NoteAsync(TenantId tenant, AccountId account, Guid entry, NoteRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if (await EntryRead.HoldingAsync(transaction, account, entry, cancellationToken) is not { } row) return EditErrors.NotFound;
        var fact = new TransactionFact(row.Draft.Fact.NativeId, row.Draft.Fact.Source, row.Draft.Fact.Time, row.Draft.Fact.Kind, row.Draft.Fact.Status, time.GetUtcNow().UtcTicks, []);
        var draft = new EntryDraft(entry, EntryRecord.Annotation, row.Draft.Venue, fact) { Actor = request.Actor, Reason = request.Text, Target = entry };
        return await WriteAsync(transaction, account, draft, cancellationToken);
    }

    /// <summary>Takes a remark back. It stays in the ledger, and so does who took it back.</summary>
    public async Task<Result<Addition>> RetractAsync(TenantId tenant, AccountId account, Guid entry, RetractRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if (await RemarkRead.StandingAsync(transaction, account, entry, request, cancellationToken) is not { } remark) return EditErrors.NoRemark;
        var fact = remark.Draft.Fact with { Reference = remark.Number.ToString(CultureInfo.InvariantCulture) };
        var draft = new EntryDraft(entry, EntryRecord.Retraction, remark.Draft.Venue, fact) { Actor = request.Actor, Target = entry };
        return await WriteAsync(transaction, account, draft, cancellationToken);
    }

    /// <summary>Links, unlinks or dismisses a pair.</summary>
    public async Task<Result<Addition>> DecideTransferAsync(TenantId tenant, TransferRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var left = await EntryRead.MovementAsync(transaction, new(request.LeftAccount), request.LeftEntry, cancellationToken);
        var arrived = await EntryRead.MovementAsync(transaction, new(request.ArrivedAccount), request.ArrivedEntry, cancellationToken);
        if (left is null || arrived is null) return EditErrors.NotFound;
        if (request.Decision == "link") await links.LinkAsync(transaction, left, arrived, request.Actor, request.Reason, cancellationToken);
        else if (request.Decision == "unlink") await links.UnlinkAsync(transaction, left, arrived, request.Actor, request.Reason, cancellationToken);
        else if (request.Decision != "dismiss") return EditErrors.Decision;
        await TransferSql.DismissAsync(transaction, left, arrived, cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct($"transfer.{request.Decision}", request.LeftEntry.ToString()) { Detail = $"with {request.ArrivedEntry}, recorded for {request.Actor}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await transaction.ThenAsync(token => signal.RaiseAsync(tenant, token).AsTask(), cancellationToken);
        return new Addition(1, null);
    }

    private async Task<Result<Addition>> WriteAsync(IDatabaseTransaction transaction, AccountId account, EntryDraft draft, CancellationToken cancellationToken)
    {
        var added = await ledger.AppendAsync(transaction, account, [draft], Provenance.Own(time.GetUtcNow()), cancellationToken);
        var action = draft.Record switch { EntryRecord.Edit => "ledger.edited", EntryRecord.Retraction => "ledger.retracted", _ => "ledger.annotated" };
        await audit.AppendAsync(transaction, new AuditAct(action, draft.EntryId.ToString()) { Detail = $"account {account}, {added} rows, recorded for {draft.Actor}" }, cancellationToken);
        // The chain is locked until the end of the transaction: its end is what was added.
        var head = await HeadSql.LockAsync(transaction, account, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await transaction.ThenAsync(token => signal.RaiseAsync(transaction.Tenant, token).AsTask(), cancellationToken);
        return new Addition(added, added == 0 ? null : head.Number);
    }
}
