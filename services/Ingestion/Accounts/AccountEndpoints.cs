using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary><c>/api/accounts</c>: connect, look, pause, resume, change the key, remove. Keys go in and never come out.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/accounts");
        group.MapGet("/", ListAsync);
        group.MapGet("/venues", (AccountService service) => service.Venues());
        group.MapPost("/", ConnectAsync);
        group.MapPost("/test", TestAsync);
        group.MapPost("/{id:guid}/pause", (Guid id, AccountService service, CancellationToken cancellationToken) => ChangeAsync(service.PauseAsync(id, true, cancellationToken)));
        group.MapPost("/{id:guid}/resume", (Guid id, AccountService service, CancellationToken cancellationToken) => ChangeAsync(service.PauseAsync(id, false, cancellationToken)));
        group.MapPost("/{id:guid}/key", (Guid id, KeyRequest key, AccountService service, CancellationToken cancellationToken) => ChangeAsync(service.RotateAsync(id, key, cancellationToken)));
        group.MapDelete("/{id:guid}", (Guid id, AccountService service, CancellationToken cancellationToken) => ChangeAsync(service.RemoveAsync(id, cancellationToken)));
        group.MapGet("/{id:guid}/problems", (Guid id, AccountService service, CancellationToken cancellationToken) => service.ProblemsAsync(id, cancellationToken));
    }

    private static async Task<IEnumerable<AccountAnswer>> ListAsync(AccountService service, CancellationToken cancellationToken) => await service.ListAsync(cancellationToken);

    private static async Task<Results<Created<AccountAnswer>, ProblemHttpResult>> ConnectAsync(ConnectRequest request, AccountService service, CancellationToken cancellationToken)
    {
        var connected = await service.ConnectAsync(request, cancellationToken);
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
