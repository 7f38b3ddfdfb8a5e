using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Edits;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>A person's version of a transaction, which holds instead of the source's. What is left out stays as the source told it.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="AccountId">The account it stands in.</param>
/// <param name="TransactionId">Which transaction.</param>
/// <param name="Reason">Why, for whoever reads it later.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Legs">What came and went.</param>
/// <param name="Exclude">It does not count.</param>
internal sealed record EditTransactionInput(
    string IdempotencyKey, [ID] Guid AccountId, [ID] Guid TransactionId, string Reason, DateTimeOffset? Time = null, TransactionKind? Kind = null, IReadOnlyList<EditLegInput>? Legs = null, bool Exclude = false);

/// <summary>A leg as a person wrote it.</summary>
/// <param name="Symbol">The code as the transaction has it, or a symbol the registry knows; another name is refused.</param>
/// <param name="Amount">Above zero came, below zero went. Left out it is as it holds, digit by digit, however many it has.</param>
/// <param name="Role">What it is in the transaction.</param>
internal sealed record EditLegInput(string Symbol, Quantity? Amount = null, LegRole Role = LegRole.Principal);

/// <summary>A remark on a transaction.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="AccountId">The account it stands in.</param>
/// <param name="TransactionId">Which transaction.</param>
/// <param name="Text">The remark.</param>
internal sealed record AnnotateTransactionInput(string IdempotencyKey, [ID] Guid AccountId, [ID] Guid TransactionId, string Text);

/// <summary>Takes a remark back.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="AccountId">The account the transaction stands in.</param>
/// <param name="TransactionId">The transaction it is on.</param>
/// <param name="Number">The remark's place in the chain; the viewer's last one that holds if left out.</param>
internal sealed record RetractAnnotationInput(string IdempotencyKey, [ID] Guid AccountId, [ID] Guid TransactionId, long? Number = null);

/// <summary>What can be decided about a pair.</summary>
internal enum TransferDecision
{
    /// <summary>They are one transfer.</summary>
    Link,

    /// <summary>They are not one transfer any more.</summary>
    Unlink,

    /// <summary>They never were one transfer: do not ask again.</summary>
    Dismiss,
}

/// <summary>Decides whether a withdrawal and a deposit are one transfer.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="LeftAccountId">The account it left.</param>
/// <param name="LeftTransactionId">The withdrawal.</param>
/// <param name="ArrivedAccountId">The account it arrived in.</param>
/// <param name="ArrivedTransactionId">The deposit.</param>
/// <param name="Decision">What is decided.</param>
/// <param name="Reason">Why, for whoever reads it later.</param>
internal sealed record DecideTransferInput(
    string IdempotencyKey, [ID] Guid LeftAccountId, [ID] Guid LeftTransactionId, [ID] Guid ArrivedAccountId, [ID] Guid ArrivedTransactionId, TransferDecision Decision, string Reason);

/// <summary>What was added to the ledger, or why nothing was.</summary>
/// <param name="Added">Entries added; none if the same was there already.</param>
/// <param name="Errors">Why nothing was added; empty if it was.</param>
/// <param name="Number">The added entry's place in the account's chain; null when none was added, and for transfers.</param>
internal sealed record LedgerPayload(int Added, IReadOnlyList<UserError> Errors, long? Number = null)
{
    public static LedgerPayload Refused(UserError error) => new(0, [error]);

    public static LedgerPayload Of(Result<Addition> result) => result.IsOk ? new LedgerPayload((int)result.Value.Rows, [], result.Value.Number) : Refused(UserError.Of(result.Error));
}
