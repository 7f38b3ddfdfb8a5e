using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>Answers other modules from the tree's own tables.</summary>
internal sealed class TreeDirectory(IDatabase database) : ITreeDirectory
{
    public Task<bool> HasPortfolioAsync(TenantId tenant, PortfolioId portfolio, CancellationToken cancellationToken) =>
        HasAsync("select exists (select from portfolio.portfolio where tenant_id = $1 and portfolio_id = $2)", tenant, portfolio.Value, cancellationToken);

    public Task<bool> HasLegalEntityAsync(TenantId tenant, LegalEntityId entity, CancellationToken cancellationToken) =>
        HasAsync("select exists (select from portfolio.legal_entity where tenant_id = $1 and legal_entity_id = $2)", tenant, entity.Value, cancellationToken);

    private async Task<bool> HasAsync(string sql, TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = tenant.Value }, new() { Value = id } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
