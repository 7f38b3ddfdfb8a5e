using Npgsql;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Accounting.Transfers;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Transfers;

namespace PortfolioPlatform.Portfolio.Edits;

/// <summary>Finds one transaction.</summary>
internal static class EntryRead
{
    /// <summary>The version that holds, or null.</summary>
    public static Task<LedgerRow?> HoldingAsync(IDatabaseTransaction transaction, AccountId account, Guid entry, CancellationToken cancellationToken) =>
        FindAsync("select number from portfolio.transactions_current where tenant_id = $1 and account_id = $2 and entry_id = $3", transaction, account, entry, cancellationToken);

    /// <summary>What its source told last, or null.</summary>
    public static Task<LedgerRow?> ToldAsync(IDatabaseTransaction transaction, AccountId account, Guid entry, CancellationToken cancellationToken) =>
        FindAsync("select max(number) from portfolio.ledger_entry where tenant_id = $1 and account_id = $2 and entry_id = $3 and record = 0", transaction, account, entry, cancellationToken);

    /// <summary>A transaction as one side of a transfer, or null.</summary>
    public static async Task<MovementRow?> MovementAsync(IDatabaseTransaction transaction, AccountId account, Guid entry, CancellationToken cancellationToken)
    {
        if (await HoldingAsync(transaction, account, entry, cancellationToken) is not { Draft.Fact: { Legs: [var leg, ..] } fact } row) return null;
        var candidate = new TransferCandidate(new EntryKey(account, fact.Source, fact.NativeId), AssetId.Unknown(row.Draft.Venue, leg.Code), leg.Amount.Abs(), Quantity.Zero, fact.Time);
        return new(entry, row.Draft.Venue, leg.Amount.IsNegative, candidate);
    }

    private static async Task<LedgerRow?> FindAsync(string sql, IDatabaseTransaction transaction, AccountId account, Guid entry, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new() { Value = entry });
        if (await command.ExecuteScalarAsync(cancellationToken) is not long number) return null;
        return (await LedgerRead.ByNumberAsync(transaction, account, [number], cancellationToken)).SingleOrDefault();
    }
}
