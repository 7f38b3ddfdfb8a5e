using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>What people change about portfolios and legal entities. Every state of the tree stays on record, so the past is told by the tree of its time.</summary>
internal sealed class TreeEdits(IDatabase database, AssetRegistryCopy registry, LedgerSignal signal, IAuditTrail audit)
{
    /// <summary>Makes a portfolio, or changes one; its id.</summary>
    public async Task<Result<PortfolioId>> WriteAsync(TenantId tenant, PortfolioId? own, NodeRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await TreeEditSql.LockAsync(transaction, cancellationToken);
        var tree = await TreeSql.ReadAsync(transaction, cancellationToken);
        var assets = await registry.ReadAsync(transaction, cancellationToken);
        if (TreeCheck.Of(request, tree, own, assets.IsKnown) is { } error) return error;
        var id = own ?? new PortfolioId(Guid.CreateVersion7());
        await TreeEditSql.WriteAsync(transaction, id, request, cancellationToken);
        await CommitAsync(transaction, new AuditAct(own is null ? "portfolio.created" : "portfolio.changed", id.ToString()) { Detail = $"{request.Name.Trim()}, {request.Currency.Value}, {request.Zone}, below {request.Parent?.ToString() ?? "nothing"}" }, cancellationToken);
        return id;
    }

    /// <summary>Takes a portfolio away: what is below it and the accounts it selects come to the one above. Null when it was.</summary>
    public async Task<Error?> RemoveAsync(TenantId tenant, PortfolioId id, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await TreeEditSql.LockAsync(transaction, cancellationToken);
        var tree = await TreeSql.ReadAsync(transaction, cancellationToken);
        if (tree.Find(id) is not { } node) return TreeErrors.NoPortfolio;
        if (tree.Nodes.Count == 1) return TreeErrors.Last;
        if (await TreeEditSql.TakesNewAsync(transaction, id, cancellationToken)) return TreeErrors.TakesNew;
        if (node.Parent is null && tree.AccountsOf(id).Any(a => node.Selected.Contains(a) && !tree.Nodes.Any(n => n.Id != id && n.Selected.Contains(a)))) return TreeErrors.HasAccounts;
        await TreeEditSql.RemoveAsync(transaction, node, cancellationToken);
        await CommitAsync(transaction, new AuditAct("portfolio.removed", id.ToString()) { Detail = node.Name }, cancellationToken);
        return null;
    }

    /// <summary>Makes a legal entity, or changes one; its id.</summary>
    public async Task<Result<LegalEntityId>> WriteEntityAsync(TenantId tenant, LegalEntityId? own, EntityRequest request, CancellationToken cancellationToken)
    {
        if (TreeCheck.Of(request) is { } error) return error;
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await TreeEditSql.LockAsync(transaction, cancellationToken);
        if (own is { } there && !await TreeEditSql.HasEntityAsync(transaction, there, cancellationToken)) return TreeErrors.NoEntity;
        var id = own ?? new LegalEntityId(Guid.CreateVersion7());
        await TreeSql.WriteEntityAsync(transaction, id, request.Name.Trim(), request.Jurisdiction, cancellationToken);
        await CommitAsync(transaction, new AuditAct(own is null ? "entity.created" : "entity.changed", id.ToString()) { Detail = $"{request.Name.Trim()}, {request.Jurisdiction}" }, cancellationToken);
        return id;
    }

    /// <summary>Takes a legal entity away that no account ever belonged to. Null when it was.</summary>
    public async Task<Error?> RemoveEntityAsync(TenantId tenant, LegalEntityId id, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await TreeEditSql.LockAsync(transaction, cancellationToken);
        if (!await TreeEditSql.HasEntityAsync(transaction, id, cancellationToken)) return TreeErrors.NoEntity;
        if (await TreeEditSql.HasAccountsAsync(transaction, id, cancellationToken)) return TreeErrors.EntityInUse;
        await TreeEditSql.RemoveEntityAsync(transaction, id, cancellationToken);
        await CommitAsync(transaction, new AuditAct("entity.removed", id.ToString()), cancellationToken);
        return null;
    }

    private async Task CommitAsync(IDatabaseTransaction transaction, AuditAct act, CancellationToken cancellationToken)
    {
        await audit.AppendAsync(transaction, act, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await transaction.ThenAsync(token => signal.RaiseAsync(transaction.Tenant, token).AsTask(), cancellationToken);
    }
}
