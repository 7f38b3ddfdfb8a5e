using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>Reads and writes portfolios, accounts and legal entities.</summary>
internal static class TreeSql
{
    public static async Task<PortfolioTree> ReadAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken) =>
        new(await NodesAsync(transaction, cancellationToken), await AccountsAsync(transaction, cancellationToken));

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

    private static async Task<List<PortfolioNode>> NodesAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select p.portfolio_id, p.parent_id, p.name, p.currency, p.zone,
              array(select a.account_id from portfolio.portfolio_account a where a.tenant_id = p.tenant_id and a.portfolio_id = p.portfolio_id order by a.account_id)
            from portfolio.portfolio p order by p.rank, p.name, p.portfolio_id
            """, transaction.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var nodes = new List<PortfolioNode>();
        while (await reader.ReadAsync(cancellationToken))
            nodes.Add(new(new(reader.GetGuid(0)), reader.IsDBNull(1) ? null : new PortfolioId(reader.GetGuid(1)), reader.GetString(2), new(reader.GetString(3)), reader.GetString(4),
                [.. reader.GetFieldValue<Guid[]>(5).Select(AccountId.From)]));
        return nodes;
    }

    private static async Task<List<AccountNode>> AccountsAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select account_id, legal_entity_id, venue, name, removed from portfolio.account order by name, account_id", transaction.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var accounts = new List<AccountNode>();
        while (await reader.ReadAsync(cancellationToken))
            accounts.Add(new(new(reader.GetGuid(0)), new(reader.GetGuid(1)), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4)));
        return accounts;
    }

    private static async Task ExecuteAsync(IDatabaseTransaction transaction, string sql, object[] arguments, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        foreach (var argument in arguments)
            command.Parameters.Add(argument is DBNull ? new() { Value = argument, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid } : new NpgsqlParameter { Value = argument });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
