using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Changes of portfolios and legal entities.</summary>
[Authorize(Permission.ManagePortfolios)]
internal sealed class TreeMutations(TreeEdits edits, IDatabase database, IdempotentRuns runs)
{
    /// <summary>Makes a portfolio.</summary>
    public Task<PortfolioPayload> CreatePortfolioAsync(CreatePortfolioInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "createPortfolio", input, token => WriteAsync(user, null, Request(input.Name, input.ParentId, input.Currency, input.TimeZone, input.AccountIds), token), PortfolioPayload.Refused, cancellationToken);

    /// <summary>Renames or moves a portfolio, or gives it another currency, zone or other accounts.</summary>
    public Task<PortfolioPayload> ChangePortfolioAsync(ChangePortfolioInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "changePortfolio", input, token => WriteAsync(user, new PortfolioId(input.PortfolioId), Request(input.Name, input.ParentId, input.Currency, input.TimeZone, input.AccountIds), token), PortfolioPayload.Refused, cancellationToken);

    /// <summary>Takes a portfolio away; no account and no transaction goes with it.</summary>
    public Task<PortfolioPayload> RemovePortfolioAsync(RemovePortfolioInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "removePortfolio", input,
        async token => await edits.RemoveAsync(user.Tenant(), new(input.PortfolioId), token) is { } error ? PortfolioPayload.Refused(UserError.Of(error)) : new PortfolioPayload(null, []), PortfolioPayload.Refused, cancellationToken);

    /// <summary>Makes a legal entity that accounts can belong to.</summary>
    public Task<LegalEntityPayload> CreateLegalEntityAsync(CreateLegalEntityInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "createLegalEntity", input, token => WriteEntityAsync(user, null, new(input.Name, input.Jurisdiction), token), LegalEntityPayload.Refused, cancellationToken);

    /// <summary>Renames a legal entity, or says where it is taxed.</summary>
    public Task<LegalEntityPayload> ChangeLegalEntityAsync(ChangeLegalEntityInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "changeLegalEntity", input, token => WriteEntityAsync(user, new LegalEntityId(input.LegalEntityId), new(input.Name, input.Jurisdiction), token), LegalEntityPayload.Refused, cancellationToken);

    /// <summary>Takes a legal entity away that no account ever belonged to.</summary>
    public Task<LegalEntityPayload> RemoveLegalEntityAsync(RemoveLegalEntityInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "removeLegalEntity", input,
        async token => await edits.RemoveEntityAsync(user.Tenant(), new(input.LegalEntityId), token) is { } error ? LegalEntityPayload.Refused(UserError.Of(error)) : new LegalEntityPayload(null, []), LegalEntityPayload.Refused, cancellationToken);

    private static NodeRequest Request(string name, Guid? parent, string currency, string zone, IReadOnlyList<Guid>? accounts) =>
        new(name, parent is { } above ? new PortfolioId(above) : null, new(currency), zone, accounts?.Distinct().Select(AccountId.From).ToArray());

    private async Task<PortfolioPayload> WriteAsync(ClaimsPrincipal user, PortfolioId? own, NodeRequest request, CancellationToken cancellationToken)
    {
        var written = await edits.WriteAsync(user.Tenant(), own, request, cancellationToken);
        if (!written.IsOk) return PortfolioPayload.Refused(UserError.Of(written.Error));
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        var tree = await TreeSql.ReadAsync(transaction, cancellationToken);
        return new PortfolioPayload(tree.Find(written.Value) is { } node ? PortfolioItem.Of(tree, node) : null, []);
    }

    private async Task<LegalEntityPayload> WriteEntityAsync(ClaimsPrincipal user, LegalEntityId? own, EntityRequest request, CancellationToken cancellationToken)
    {
        var written = await edits.WriteEntityAsync(user.Tenant(), own, request, cancellationToken);
        return written.IsOk ? new LegalEntityPayload(new(written.Value.Value, request.Name.Trim(), request.Jurisdiction), []) : LegalEntityPayload.Refused(UserError.Of(written.Error));
    }
}
