using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary><c>/api/accounts/{id}/pages/{page}</c>: a raw page opened from the archive, for who may export on the whole tenant. What is not there and what is somebody else's look alike. Each opening is an audit entry.</summary>
internal static class RawPageEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/accounts/{id:guid}/pages/{page:guid}", GetAsync).RequirePermission(Permission.ExportReports);

    private static async Task<Results<Ok<RawPageAnswer>, NotFound>> GetAsync(
        Guid id, Guid page, ClaimsPrincipal user, HttpResponse response, AccountArchive archive, IDatabase database, IAuditTrail audit, CancellationToken cancellationToken)
    {
        if (!user.Can(Permission.ExportReports) || await archive.FindRawAsync(user.Tenant(), new AccountId(id), page, cancellationToken) is not { } found) return TypedResults.NotFound();
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("page.opened", page.ToString()) { Detail = $"account {id}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        response.Headers.CacheControl = "private, no-store";
        return TypedResults.Ok(RawPageAnswer.Of(found));
    }
}

/// <summary>A page as the venue sent it.</summary>
/// <param name="Page">Its id.</param>
/// <param name="Venue">Where it came from.</param>
/// <param name="Endpoint">The endpoint's name as the mapper knows it.</param>
/// <param name="Request">Method, path and query without secrets.</param>
/// <param name="FetchedAt">When it was answered.</param>
/// <param name="Metadata">What else the mapper read; null if nothing.</param>
/// <param name="Body">The bytes of the answer, in base64: what the ledger's hash of the page is of.</param>
internal sealed record RawPageAnswer(Guid Page, string Venue, string Endpoint, string Request, DateTimeOffset FetchedAt, string? Metadata, ReadOnlyMemory<byte> Body)
{
    public static RawPageAnswer Of(RawArchivedPage p) => new(p.Page, p.Venue, p.Raw.Endpoint, p.Raw.Request, p.Raw.FetchedAt, p.Raw.Metadata, p.Raw.Body);
}
