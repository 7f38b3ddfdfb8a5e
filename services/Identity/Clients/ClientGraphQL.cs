using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>The tenant's API clients.</summary>
internal sealed class ClientQueries(ClientService service)
{
    /// <summary>API clients, revoked ones included, the newest first.</summary>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads them.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Authorize(Permission.ManageClients)]
    [UsePaging(DefaultPageSize = 100)]
    public static async Task<Connection<ApiClientItem>> GetApiClientsAsync(PagingArguments paging, ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 2, w => new ClientPlace(KeysetPage.Instant(w[0]), Guid.Parse(w[1])));
        var found = await ClientTable.PageAsync(reads, user.Tenant(), after, paging.First!.Value + 1, cancellationToken);
        return KeysetPage.Of([.. found.Select(ApiClientItem.Of)], paging, c => KeysetPage.Cursor(c.CreatedAt, c.Id));
    }

    /// <summary>One API client; null if there is none.</summary>
    /// <param name="id">Which.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Authorize(Permission.ManageClients)]
    public async Task<ApiClientItem?> GetApiClientAsync([ID] Guid id, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await service.FindAsync(user.Tenant(), id, cancellationToken) is { } client ? ApiClientItem.Of(client) : null;
}

/// <summary>Changes of API clients. A secret stands in the first answer only, and in nothing that is kept.</summary>
[Authorize(Permission.ManageClients)]
internal sealed class ClientMutations(ClientService service, IdempotentRuns runs)
{
    /// <summary>Makes a client; the answer holds its secret, once.</summary>
    public Task<ApiClientPayload> CreateApiClientAsync(CreateApiClientInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "createApiClient", input, async token => Answer(await service.CreateAsync(user.Tenant(), input.Request, user.Actor(), token)), ApiClientPayload.Refused, cancellationToken);

    /// <summary>Gives a client another secret, told once, or other keys.</summary>
    public Task<ApiClientPayload> RotateApiClientAsync(RotateApiClientInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "rotateApiClient", input,
        async token => Answer(await service.RotateAsync(user.Tenant(), input.Id, input.Keys, TimeSpan.FromMinutes(input.OverlapMinutes), token)), ApiClientPayload.Refused, cancellationToken);

    /// <summary>Ends a client and all its tokens within a second, open connections included.</summary>
    public Task<ApiClientPayload> RevokeApiClientAsync(RevokeApiClientInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "revokeApiClient", input, token => RevokedAsync(user.Tenant(), input.Id, token), ApiClientPayload.Refused, cancellationToken);

    private async Task<ApiClientPayload> RevokedAsync(TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        var revoked = await service.RevokeAsync(tenant, id, cancellationToken);
        return revoked.IsOk ? new ApiClientPayload(ApiClientItem.Of(revoked.Value), []) : ApiClientPayload.Refused(UserError.Of(revoked.Error));
    }

    private static ApiClientPayload Answer(Result<(ApiClient Client, Secret? Secret)> made) =>
        made.IsOk ? new ApiClientPayload(ApiClientItem.Of(made.Value.Client), []) { Secret = made.Value.Secret?.Reveal() } : ApiClientPayload.Refused(UserError.Of(made.Error));
}
