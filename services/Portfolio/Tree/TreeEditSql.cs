using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>Changes of the tree, each under the tree's lock.</summary>
internal static class TreeEditSql
{
    /// <summary>Holds off other changes of the tree until the transaction ends: what was looked at stays so.</summary>
    public static Task LockAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken) =>
        ExecuteAsync(transaction, "select pg_advisory_xact_lock(hashtextextended('portfolio.tree ' || $1, 0))", [], cancellationToken);

    /// <summary>Writes a node where it stands, or behind all others.</summary>
    public static async Task WriteAsync(IDatabaseTransaction transaction, PortfolioId id, NodeRequest request, CancellationToken cancellationToken)
    {
        await ExecuteAsync(transaction, """
            insert into portfolio.portfolio (tenant_id, portfolio_id, parent_id, name, currency, zone, rank)
            select $1, $2, $3, $4, $5, $6, coalesce(max(rank), 0) + 1 from portfolio.portfolio where tenant_id = $1
            on conflict (tenant_id, portfolio_id) do update set parent_id = excluded.parent_id, name = excluded.name, currency = excluded.currency, zone = excluded.zone
            """, [id.Value, (object?)request.Parent?.Value ?? DBNull.Value, request.Name.Trim(), request.Currency.Value, request.Zone], cancellationToken);
        if (request.Accounts is { } accounts)
        {
            await ExecuteAsync(transaction, "delete from portfolio.portfolio_account where tenant_id = $1 and portfolio_id = $2", [id.Value], cancellationToken);
            await ExecuteAsync(transaction, "insert into portfolio.portfolio_account (tenant_id, portfolio_id, account_id) select $1, $2, a from unnest($3) as u(a) on conflict do nothing", [id.Value, accounts.Select(a => a.Value).ToArray()], cancellationToken);
        }

        await TreeVersion.NoteAsync(transaction, cancellationToken);
    }

    /// <summary>Takes a node away: what lies below it, and the accounts it selects, come to the node above it.</summary>
    public static async Task RemoveAsync(IDatabaseTransaction transaction, PortfolioNode node, CancellationToken cancellationToken)
    {
        object above = (object?)node.Parent?.Value ?? DBNull.Value;
        await ExecuteAsync(transaction, "update portfolio.portfolio set parent_id = $3 where tenant_id = $1 and parent_id = $2", [node.Id.Value, above], cancellationToken);
        if (node.Parent is not null)
            await ExecuteAsync(transaction, "insert into portfolio.portfolio_account (tenant_id, portfolio_id, account_id) select $1, $3, a.account_id from portfolio.portfolio_account a where a.tenant_id = $1 and a.portfolio_id = $2 on conflict do nothing", [node.Id.Value, above], cancellationToken);
        await ExecuteAsync(transaction, "delete from portfolio.portfolio_account where tenant_id = $1 and portfolio_id = $2", [node.Id.Value], cancellationToken);
        await ExecuteAsync(transaction, "delete from portfolio.portfolio where tenant_id = $1 and portfolio_id = $2", [node.Id.Value], cancellationToken);
        await TreeVersion.NoteAsync(transaction, cancellationToken);
    }

    public static Task<bool> TakesNewAsync(IDatabaseTransaction transaction, PortfolioId id, CancellationToken cancellationToken) =>
        HasAsync(transaction, "select exists (select from portfolio.portfolio where tenant_id = $1 and portfolio_id = $2 and takes_new)", id.Value, cancellationToken);

    public static Task<bool> HasEntityAsync(IDatabaseTransaction transaction, LegalEntityId id, CancellationToken cancellationToken) =>
        HasAsync(transaction, "select exists (select from portfolio.legal_entity where tenant_id = $1 and legal_entity_id = $2)", id.Value, cancellationToken);

    public static Task<bool> HasAccountsAsync(IDatabaseTransaction transaction, LegalEntityId id, CancellationToken cancellationToken) =>
        HasAsync(transaction, "select exists (select from portfolio.account where tenant_id = $1 and legal_entity_id = $2)", id.Value, cancellationToken);

    public static Task RemoveEntityAsync(IDatabaseTransaction transaction, LegalEntityId id, CancellationToken cancellationToken) =>
        ExecuteAsync(transaction, "delete from portfolio.legal_entity where tenant_id = $1 and legal_entity_id = $2", [id.Value], cancellationToken);

    private static async Task<bool> HasAsync(IDatabaseTransaction transaction, string sql, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = id } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(IDatabaseTransaction transaction, string sql, object[] arguments, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        foreach (var argument in arguments) command.Parameters.Add(argument is DBNull ? new() { Value = argument, NpgsqlDbType = NpgsqlDbType.Uuid } : new NpgsqlParameter { Value = argument });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
