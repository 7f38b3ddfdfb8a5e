using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>Reads and writes portfolios, accounts and legal entities.</summary>
internal static class TreeSql
{
    private const string Nodes = """
        select p.portfolio_id, p.parent_id, p.name, p.currency, p.zone,
          array(select a.account_id from portfolio.portfolio_account a where a.tenant_id = p.tenant_id and a.portfolio_id = p.portfolio_id order by a.account_id)
        from portfolio.portfolio p order by p.rank, p.name, p.portfolio_id
        """;

    private const string Accounts = "select account_id, legal_entity_id, venue, name, removed from portfolio.account order by name, account_id";

    public static async Task<PortfolioTree> ReadAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection) { BatchCommands = { new(Nodes), new(Accounts) } };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        return await TreeAsync(rows, cancellationToken);
    }

    /// <summary>The tree alone, in one go.</summary>
    public static Task<PortfolioTree> ReadAsync(IReads reads, TenantId tenant, CancellationToken cancellationToken) => reads.ReadAsync(tenant, [new(Nodes), new(Accounts)], TreeAsync, cancellationToken);

    /// <summary>The portfolio a text names, if it is one of the tenant's; what is not a portfolio and what is somebody else's look alike.</summary>
    public static async Task<PortfolioId?> FindAsync(IDatabase database, TenantId tenant, string? text, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(text, out var id)) return null;
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("select 1 from portfolio.portfolio where tenant_id = $1 and portfolio_id = $2", transaction.Connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = id });
        return await command.ExecuteScalarAsync(cancellationToken) is null ? null : new PortfolioId(id);
    }

    /// <summary>Writes an account; whether it is new.</summary>
    public static async Task<bool> WriteAccountAsync(IDatabaseTransaction transaction, AccountNode account, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into portfolio.account (tenant_id, account_id, legal_entity_id, venue, name, removed) values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, account_id) do update set legal_entity_id = excluded.legal_entity_id, venue = excluded.venue, name = excluded.name, removed = excluded.removed
            returning xmax = 0
            """, transaction.Connection);
        object[] values = [transaction.Tenant.Value, account.Id.Value, account.LegalEntity.Value, account.Venue, account.Name, account.Removed];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        var isNew = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        await TreeVersion.NoteAsync(transaction, cancellationToken);
        return isNew;
    }

    public static Task WriteEntityAsync(IDatabaseTransaction transaction, LegalEntityId id, string name, string jurisdiction, CancellationToken cancellationToken) => ExecuteAsync(transaction, """
        insert into portfolio.legal_entity (tenant_id, legal_entity_id, name, jurisdiction) values ($1, $2, $3, $4)
        on conflict (tenant_id, legal_entity_id) do update set name = excluded.name, jurisdiction = excluded.jurisdiction
        """, [id.Value, name, jurisdiction], cancellationToken);

    public static async Task WriteNodeAsync(IDatabaseTransaction transaction, PortfolioNode node, int rank, CancellationToken cancellationToken)
    {
        await ExecuteAsync(transaction, """
            insert into portfolio.portfolio (tenant_id, portfolio_id, parent_id, name, currency, zone, rank) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id, portfolio_id) do update set parent_id = excluded.parent_id, name = excluded.name, currency = excluded.currency, zone = excluded.zone, rank = excluded.rank
            """, [node.Id.Value, (object?)node.Parent?.Value ?? DBNull.Value, node.Name, node.Currency.Value, node.Zone, rank], cancellationToken);
        await ExecuteAsync(transaction, "delete from portfolio.portfolio_account where tenant_id = $1 and portfolio_id = $2", [node.Id.Value], cancellationToken);
        foreach (var account in node.Selected)
            await ExecuteAsync(transaction, "insert into portfolio.portfolio_account (tenant_id, portfolio_id, account_id) values ($1, $2, $3)", [node.Id.Value, account.Value], cancellationToken);
        await TreeVersion.NoteAsync(transaction, cancellationToken);
    }

    private static async Task<PortfolioTree> TreeAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var nodes = await rows.TakeAsync(Node, cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        return new(nodes, await rows.TakeAsync(r => new AccountNode(new(r.GetGuid(0)), new(r.GetGuid(1)), r.GetString(2), r.GetString(3), r.GetBoolean(4)), cancellationToken));
    }

    private static PortfolioNode Node(NpgsqlDataReader r) => new(
        new(r.GetGuid(0)), r.IsDBNull(1) ? null : new PortfolioId(r.GetGuid(1)), r.GetString(2), new(r.GetString(3)), r.GetString(4), [.. r.GetFieldValue<Guid[]>(5).Select(AccountId.From)]);

    private static async Task ExecuteAsync(IDatabaseTransaction transaction, string sql, object[] arguments, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        foreach (var argument in arguments)
            command.Parameters.Add(argument is DBNull ? new() { Value = argument, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid } : new NpgsqlParameter { Value = argument });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
