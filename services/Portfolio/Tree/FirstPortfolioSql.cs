using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>The portfolio that takes new accounts.</summary>
internal static class FirstPortfolioSql
{
    /// <summary>Makes it, with the accounts that came before it.</summary>
    public static async Task WriteAsync(IDatabaseTransaction transaction, PortfolioNode node, CancellationToken cancellationToken)
    {
        await TreeSql.WriteNodeAsync(transaction, node, 0, cancellationToken);
        await ExecuteAsync(transaction, "update portfolio.portfolio set takes_new = true where tenant_id = $1 and portfolio_id = $2", node.Id.Value, cancellationToken);
        await TakeAsync(transaction, null, cancellationToken);
    }

    /// <summary>Puts an account into it that no portfolio has, or all of them.</summary>
    public static async Task TakeAsync(IDatabaseTransaction transaction, AccountId? account, CancellationToken cancellationToken)
    {
        await ExecuteAsync(transaction, """
            insert into portfolio.portfolio_account (tenant_id, portfolio_id, account_id)
            select p.tenant_id, p.portfolio_id, a.account_id from portfolio.portfolio p join portfolio.account a on a.tenant_id = p.tenant_id
            where p.tenant_id = $1 and p.takes_new and not a.removed and ($2::uuid is null or a.account_id = $2)
              and not exists (select from portfolio.portfolio_account k where k.tenant_id = a.tenant_id and k.account_id = a.account_id)
            on conflict do nothing
            """, account?.Value, cancellationToken);
        await TreeVersion.NoteAsync(transaction, cancellationToken);
    }

    private static async Task ExecuteAsync(IDatabaseTransaction transaction, string sql, Guid? id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        command.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
