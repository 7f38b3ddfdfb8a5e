using System.Collections.Immutable;
using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Portfolio.Edits;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What people add to the ledger. Nothing a source told is ever changed.</summary>
[Authorize(Permission.EditLedger)]
internal sealed class LedgerMutations(LedgerEdits edits, IdempotentRuns runs)
{
    /// <summary>Lets a person's version of a transaction hold instead of the source's.</summary>
    public Task<LedgerPayload> EditTransactionAsync(EditTransactionInput input, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var legs = input.Legs?.Select(l => new EditLeg(l.Symbol, l.Amount?.ToString(), l.Role)).ToImmutableArray();
        var request = new EditRequest(input.Time, input.Kind, legs, input.Exclude, user.Actor(), input.Reason);
        return runs.RunAsync(
            user, input.IdempotencyKey, "editTransaction", input,
            async token => LedgerPayload.Of(await edits.EditAsync(user.Tenant(), new(input.AccountId), input.TransactionId, request, token)), LedgerPayload.Refused, cancellationToken);
    }

    /// <summary>Adds a remark to a transaction.</summary>
    public Task<LedgerPayload> AnnotateTransactionAsync(AnnotateTransactionInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "annotateTransaction", input,
        async token => LedgerPayload.Of(await edits.NoteAsync(user.Tenant(), new(input.AccountId), input.TransactionId, new NoteRequest(user.Actor(), input.Text), token)), LedgerPayload.Refused, cancellationToken);

    /// <summary>Takes a remark back. It stays in the ledger, and so does who took it back.</summary>
    public Task<LedgerPayload> RetractAnnotationAsync(RetractAnnotationInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "retractAnnotation", input,
        async token => LedgerPayload.Of(await edits.RetractAsync(user.Tenant(), new(input.AccountId), input.TransactionId, new RetractRequest(user.Actor(), input.Number), token)), LedgerPayload.Refused, cancellationToken);

    /// <summary>Decides whether a withdrawal and a deposit are one transfer.</summary>
    public Task<LedgerPayload> DecideTransferAsync(DecideTransferInput input, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var decision = input.Decision switch { TransferDecision.Link => "link", TransferDecision.Unlink => "unlink", _ => "dismiss" };
        var request = new TransferRequest(input.LeftAccountId, input.LeftTransactionId, input.ArrivedAccountId, input.ArrivedTransactionId, decision, user.Actor(), input.Reason);
        return runs.RunAsync(
            user, input.IdempotencyKey, "decideTransfer", input, async token => LedgerPayload.Of(await edits.DecideTransferAsync(user.Tenant(), request, token)), LedgerPayload.Refused, cancellationToken);
    }
}
