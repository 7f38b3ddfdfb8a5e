using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Overlaps;

/// <summary>What the overlap check asks the database.</summary>
internal static class OverlapSql
{
    public static Task<bool> HasEntriesAsync(IDatabaseTransaction transaction, AccountId account, CancellationToken cancellationToken) =>
        IsTrueAsync(transaction, "select exists (select from portfolio.account_head where account_id = $1 and number > 0)", [account.Value], cancellationToken);

    public static Task<bool> HasProblemAsync(IDatabaseTransaction transaction, AccountId account, string code, CancellationToken cancellationToken) =>
        IsTrueAsync(transaction, "select exists (select from portfolio.problem where account_id = $1 and code = $2 and resolved_at is null)", [account.Value, code], cancellationToken);

    /// <summary>The tenant's other accounts at a venue.</summary>
    public static Task<List<(AccountId Account, string Name)>> OthersAsync(IDatabaseTransaction transaction, AccountId account, string venue, CancellationToken cancellationToken) => ReadAsync(
        transaction, "select account_id, name from portfolio.account where venue = $1 and account_id <> $2 and not removed", [venue, account.Value],
        r => (new AccountId(r.GetGuid(0)), r.GetString(1)), cancellationToken);

    /// <summary>Which of some entries an account has, and when they were.</summary>
    public static Task<List<(Guid Entry, DateTimeOffset Time)>> TimesAsync(IDatabaseTransaction transaction, AccountId account, Guid[] entries, CancellationToken cancellationToken) => ReadAsync(
        transaction, "select entry_id, time from portfolio.transactions_current where account_id = $1 and entry_id = any($2)", [account.Value, entries],
        r => (r.GetGuid(0), r.GetFieldValue<DateTimeOffset>(1)), cancellationToken);

    public static Task ForgetBalancesAsync(IDatabaseTransaction transaction, AccountId account, CancellationToken cancellationToken) =>
        ReadAsync(transaction, "delete from portfolio.balance_report where account_id = $1", [account.Value], static _ => 0, cancellationToken);

    private static async Task<bool> IsTrueAsync(IDatabaseTransaction transaction, string sql, object[] arguments, CancellationToken cancellationToken) =>
        (await ReadAsync(transaction, sql, arguments, r => r.GetBoolean(0), cancellationToken))[0];

    private static async Task<List<T>> ReadAsync<T>(IDatabaseTransaction transaction, string sql, object[] arguments, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        foreach (var argument in arguments) command.Parameters.Add(new() { Value = argument });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }
}
