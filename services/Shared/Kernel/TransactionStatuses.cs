namespace PortfolioPlatform.Kernel;

/// <summary>What a status means for balances.</summary>
public static class TransactionStatuses
{
    /// <summary>
    /// Whether a transaction changes balances as the venue sees them. A venue takes a withdrawal out of the balance when it is asked for, not when it has arrived, and gives it back if it fails;
    /// a deposit it credits at its end.
    /// </summary>
    public static bool Counts(this TransactionStatus status, TransactionKind kind) =>
        status == TransactionStatus.Completed || (status == TransactionStatus.Pending && kind == TransactionKind.Withdrawal);
}
