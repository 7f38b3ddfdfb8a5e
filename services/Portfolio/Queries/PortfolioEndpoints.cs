using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Portfolio.Edits;
using PortfolioPlatform.Portfolio.GraphQL;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Queries;

/// <summary><c>/api/portfolio</c>: what the page reads besides the feed, and what people add to the ledger.</summary>
internal static class PortfolioEndpoints
{
    private const int LargestPage = 500;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/portfolio").RequirePermission(Permission.Read);
        group.MapGet("/{portfolio:guid}/transactions", TransactionsAsync);
        group.MapGet("/{portfolio:guid}/positions", PositionsAsync);
        group.MapGet("/problems", ProblemsAsync);
        group.MapGet("/transfers", SuggestionsAsync);
        group.MapPost("/transfers", LinkAsync).RequirePermission(Permission.EditLedger);
        group.MapPost("/transactions/{account:guid}/{entry:guid}/edit", EditAsync).RequirePermission(Permission.EditLedger);
        group.MapPost("/transactions/{account:guid}/{entry:guid}/note", NoteAsync).RequirePermission(Permission.EditLedger);
    }

    private static async Task<Results<Ok<TransactionPage>, NotFound, BadRequest<string>>> TransactionsAsync(
        Guid portfolio, Guid? account, string? asset, string? after, int? limit, IDatabase database, TransactionPages pages, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (TransactionCursor.Parse(after) is not { } cursor) return TypedResults.BadRequest("'after' is not a position this server gave.");
        var tree = await TreeSql.ReadAsync(database, user.Tenant(), cancellationToken);
        if (tree.Find(new(portfolio)) is not { } node) return TypedResults.NotFound();
        var filter = new TransactionFilter(account is { } one ? [one] : null, asset);
        var request = new TransactionPageRequest(filter, TransactionOrder.NewestFirst, cursor, Math.Clamp(limit ?? 100, 1, LargestPage), Pair: null, AsKnown: false);
        return TypedResults.Ok(TransactionPage.Of(await pages.ReadAsync(database, user.Tenant(), PortfolioItem.Of(tree, node), request, cancellationToken)));
    }

    private static async Task<Results<Ok<IReadOnlyList<PastPosition>>, NotFound>> PositionsAsync(
        Guid portfolio, DateTimeOffset? asOf, DateTimeOffset? knownAt, PastPositions positions, TimeProvider time, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().AddDays(2);
        return await positions.ReadAsync(user.Tenant(), new(portfolio), asOf ?? now, knownAt ?? now, cancellationToken) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();
    }

    private static async Task<Ok<IReadOnlyList<ProblemView>>> ProblemsAsync(Guid? account, IDatabase database, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return TypedResults.Ok<IReadOnlyList<ProblemView>>(await ProblemQuery.ReadAsync(database, user.Tenant(), account, cancellationToken));
    }

    private static async Task<Ok<IReadOnlyList<SuggestionView>>> SuggestionsAsync(IDatabase database, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<SuggestionView>>(await ProblemQuery.SuggestionsAsync(database, user.Tenant(), cancellationToken));

    private static async Task<Results<NoContent, BadRequest<Error>>> LinkAsync(TransferRequest request, LedgerEdits edits, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Answer(await edits.DecideTransferAsync(user.Tenant(), request, cancellationToken));

    private static async Task<Results<NoContent, BadRequest<Error>>> EditAsync(Guid account, Guid entry, EditRequest request, LedgerEdits edits, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Answer(await edits.EditAsync(user.Tenant(), new(account), entry, request, cancellationToken));

    private static async Task<Results<NoContent, BadRequest<Error>>> NoteAsync(Guid account, Guid entry, NoteRequest request, LedgerEdits edits, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Answer(await edits.NoteAsync(user.Tenant(), new(account), entry, request, cancellationToken));

    private static Results<NoContent, BadRequest<Error>> Answer(Result<Addition> result) => result.IsOk ? TypedResults.NoContent() : TypedResults.BadRequest(result.Error);
}
