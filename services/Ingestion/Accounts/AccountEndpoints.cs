using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Ingestion.Demo;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary><c>/api/accounts</c>: connect, look, pause, resume, change the key, remove. Keys go in and never come out.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/accounts").RequirePermission(Permission.Read);
        var change = endpoints.MapGroup("/api/accounts").RequirePermission(Permission.ManageAccounts);
        group.MapGet("/", ListAsync);
        group.MapGet("/venues", (AccountService service) => service.Venues());
        group.MapGet("/demo", (DemoOffer demo) => new { venues = demo.Venues });
        change.MapPost("/demo", async (ClaimsPrincipal user, DemoOffer demo, CancellationToken cancellationToken) => TypedResults.Ok(new { connected = await demo.TakeAsync(user.Tenant(), cancellationToken) }));
        change.MapPost("/", ConnectAsync);
        change.MapPost("/test", TestAsync);
        change.MapPost("/{id:guid}/pause", (Guid id, ClaimsPrincipal user, AccountService service, CancellationToken cancellationToken) => ChangeAsync(service.PauseAsync(user.Tenant(), id, true, cancellationToken)));
        change.MapPost("/{id:guid}/resume", (Guid id, ClaimsPrincipal user, AccountService service, CancellationToken cancellationToken) => ChangeAsync(service.PauseAsync(user.Tenant(), id, false, cancellationToken)));
        change.MapPost("/{id:guid}/key", (Guid id, KeyRequest key, ClaimsPrincipal user, AccountService service, CancellationToken cancellationToken) => ChangeAsync(service.RotateAsync(user.Tenant(), id, key, cancellationToken)));
        change.MapPost("/{id:guid}/enable", (Guid id, ClaimsPrincipal user, AccountService service, CancellationToken cancellationToken) => ChangeAsync(service.EnableAsync(user.Tenant(), id, cancellationToken)));
        change.MapPost("/disable-all", async (ClaimsPrincipal user, AccountService service, CancellationToken cancellationToken) => TypedResults.Ok(new { disabled = await service.DisableAllAsync(user.Tenant(), null, cancellationToken) }));
        change.MapDelete("/{id:guid}", (Guid id, ClaimsPrincipal user, AccountService service, CancellationToken cancellationToken) => ChangeAsync(service.RemoveAsync(user.Tenant(), id, cancellationToken)));
        group.MapGet("/{id:guid}/problems", ProblemsAsync);
    }

    private static async Task<IEnumerable<AccountAnswer>> ListAsync(ClaimsPrincipal user, AccountService service, CancellationToken cancellationToken) => await service.ListAsync(user.Tenant(), cancellationToken);

    private static async Task<Results<Ok<List<ProblemAnswer>>, ProblemHttpResult>> ProblemsAsync(Guid id, ClaimsPrincipal user, AccountService service, CancellationToken cancellationToken) =>
        await service.ProblemsAsync(user.Tenant(), id, cancellationToken) is { } problems ? TypedResults.Ok(problems) : Problem(AccountErrors.NotFound);

    private static async Task<Results<Created<AccountAnswer>, ProblemHttpResult>> ConnectAsync(ConnectRequest request, ClaimsPrincipal user, AccountService service, CancellationToken cancellationToken)
    {
        var connected = await service.ConnectAsync(user.Tenant(), request, cancellationToken);
        return connected.IsOk ? TypedResults.Created($"/api/accounts/{connected.Value.Id}", connected.Value) : Problem(connected.Error);
    }

    private static async Task<Results<Ok<KeyAnswer>, ProblemHttpResult>> TestAsync(ConnectRequest request, AccountService service, CancellationToken cancellationToken)
    {
        var tested = await service.TestAsync(request, cancellationToken);
        return tested.IsOk ? TypedResults.Ok(tested.Value) : Problem(tested.Error);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(Task<Error?> change) => await change is { } error ? Problem(error) : TypedResults.NoContent();

    private static ProblemHttpResult Problem(Error error) => TypedResults.Problem(
        error.Message,
        statusCode: error == AccountErrors.NotFound ? StatusCodes.Status404NotFound : error == AccountErrors.KeyInUse ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = error.Code });
}
