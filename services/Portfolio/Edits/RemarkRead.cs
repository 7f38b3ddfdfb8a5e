using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Edits;

/// <summary>Finds what people remarked on a transaction.</summary>
internal static class RemarkRead
{
    private const string Sql = """
        select max(e.number) from portfolio.ledger_entry e
        where e.tenant_id = $1 and e.account_id = $2 and e.entry_id = $3 and e.record = 2 and (e.number = $4 or $4 is null and e.actor = $5) and not exists (
          select from portfolio.ledger_entry b where b.tenant_id = $1 and b.account_id = $2 and b.entry_id = $3 and b.record = 5 and b.reference = e.number::text)
        """;

    /// <summary>A remark that was not taken back: that of the place, else the last of who asks; or null.</summary>
    public static async Task<LedgerRow?> StandingAsync(IDatabaseTransaction transaction, AccountId account, Guid entry, RetractRequest request, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new() { Value = entry });
        command.Parameters.Add(new() { Value = (object?)request.Number ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = request.Actor });
        if (await command.ExecuteScalarAsync(cancellationToken) is not long number) return null;
        return (await LedgerRead.ByNumberAsync(transaction, account, [number], cancellationToken)).SingleOrDefault();
    }
}
