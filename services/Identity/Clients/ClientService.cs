using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>Makes, changes and revokes a tenant's clients.</summary>
internal sealed class ClientService(IDatabase database, IAuditTrail audit, RevocationList revocations, TimeProvider time, ITreeDirectory? tree = null)
{
    private const int MostClients = 200;
    private const int LongestTitle = 100;
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);
    private static readonly Error NoPortfolio = new("PORTFOLIO_NOT_FOUND", "There is no such portfolio.") { Kind = ErrorKind.NotFound };
    private static readonly Error Unknown = new("CLIENT_NOT_FOUND", "There is no such client.") { Kind = ErrorKind.NotFound };

    /// <summary>Permissions a program can be given: everything but what gives access to others, so that a stolen client can make no second one.</summary>
    public static IReadOnlyList<string> Grantable { get; } = [.. Permission.All.Except([Permission.ManageMembers, Permission.ManageClients])];

    /// <summary>A new client, and its secret unless it signs with keys of its own. The secret is told here and never again.</summary>
    public async Task<Result<(ApiClient Client, Secret? Secret)>> CreateAsync(TenantId tenant, ClientRequest request, string actor, CancellationToken cancellationToken)
    {
        var made = Make(tenant, request, actor);
        if (!made.IsOk) return made.Error;
        if (request.Node is { } node && tree is not null && !await tree.HasPortfolioAsync(tenant, node, cancellationToken)) return NoPortfolio;
        var secret = request.Keys is null ? ClientSecret.New() : null;
        var client = made.Value with { SecretHash = secret is null ? null : ClientSecret.Hash(made.Value.Name.Client, secret.Reveal()), Keys = request.Keys };
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if (await ClientTable.CountAsync(transaction, cancellationToken) >= MostClients)
            return new Error("TOO_MANY_CLIENTS", $"A tenant has at most {MostClients} clients: revoke those nobody uses.") { Kind = ErrorKind.Limit };
        await ClientTable.AddAsync(transaction, client, cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("client.created", client.Name.Client.ToString()) { Actor = actor, Detail = $"{client.Title}, {client.Role}, {string.Join(' ', client.Scopes)}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (client, secret);
    }

    /// <summary>Another secret, or other keys. With an overlap the secret before counts on for that time and tokens live to their end; without one both end at once.</summary>
    public async Task<Result<(ApiClient Client, Secret? Secret)>> RotateAsync(TenantId tenant, Guid id, string? keys, TimeSpan overlap, CancellationToken cancellationToken)
    {
        if (overlap < TimeSpan.Zero || overlap > LongestOverlap) return new Error("BAD_OVERLAP", $"The overlap is between nothing and {LongestOverlap.TotalDays:0} days.");
        if (keys is not null && KeySet.Register(keys) is { IsOk: false } wrong) return wrong.Error;
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if (await ClientTable.FindAsync(transaction, id, cancellationToken) is not { Revoked: null }) return Unknown;
        var secret = keys is null ? ClientSecret.New() : null;
        var hash = secret is null ? null : ClientSecret.Hash(id, secret.Reveal());
        await ClientTable.RotateAsync(transaction, id, hash, keys, overlap > TimeSpan.Zero ? time.GetUtcNow() + overlap : null, cancellationToken);
        var changed = await ClientTable.FindAsync(transaction, id, cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("client.rotated", id.ToString()) { Detail = $"{changed!.Title}, overlap {overlap}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (overlap == TimeSpan.Zero) await transaction.ThenAsync(token => revocations.AgeAsync(id, token), cancellationToken);
        return (changed, secret);
    }

    /// <summary>Ends a client: it gets no token any more, and none it has counts.</summary>
    public async Task<Result<ApiClient>> RevokeAsync(TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if (await ClientTable.FindAsync(transaction, id, cancellationToken) is null) return Unknown;
        await ClientTable.RevokeAsync(transaction, id, time.GetUtcNow(), cancellationToken);
        var revoked = await ClientTable.FindAsync(transaction, id, cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("client.revoked", id.ToString()) { Detail = revoked!.Title }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await transaction.ThenAsync(token => revocations.EndAsync(id, token), cancellationToken);
        return revoked;
    }

    /// <summary>A client, revoked ones included; null if there is none.</summary>
    public async Task<ApiClient?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        return await ClientTable.FindAsync(transaction, id, cancellationToken);
    }

    private Result<ApiClient> Make(TenantId tenant, ClientRequest request, string actor)
    {
        var now = time.GetUtcNow();
        var title = request.Title.Trim();
        if (title.Length is 0 or > LongestTitle) return new Error("BAD_NAME", $"A client's name has 1 to {LongestTitle} characters.");
        if (!MemberRoles.All.Contains(request.Role)) return new Error("BAD_ROLE", $"A role is one of {string.Join(", ", MemberRoles.All)}.");
        var allowed = Grantable.Where(p => MemberRoles.Permits(request.Role, p)).ToArray();
        if (request.Scopes is { } asked && (asked.Count == 0 || asked.Except(allowed).Any()))
            return new Error("BAD_SCOPE", $"Scopes of a client with the role {request.Role} are {string.Join(", ", allowed)}.");
        if (request.Expires <= now) return new Error("BAD_EXPIRY", "The client would have expired already.");
        if (request.Keys is { } keys && KeySet.Register(keys) is { IsOk: false } wrong) return wrong.Error;
        var networks = NetworkList.Parse(request.Networks ?? []);
        if (!networks.IsOk) return networks.Error;
        return new ApiClient(
            new ClientName(tenant, Guid.CreateVersion7(now)), title, request.Role, request.Node, [.. (request.Scopes ?? allowed).Distinct(StringComparer.Ordinal)], networks.Value, now, actor, request.Expires?.ToUniversalTime());
    }
}

/// <summary>What a new client shall be.</summary>
/// <param name="Title">What people call it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Node">Where; null for the whole tenant.</param>
/// <param name="Scopes">What it may ask tokens for; null for all its role gives.</param>
/// <param name="Networks">Where it may call from; null for anywhere.</param>
/// <param name="Keys">Its public keys, if it signs assertions instead of showing a secret.</param>
/// <param name="Expires">Until when; null for ever.</param>
internal sealed record ClientRequest(string Title, string Role, PortfolioId? Node, IReadOnlyList<string>? Scopes, IReadOnlyList<string>? Networks, string? Keys, DateTimeOffset? Expires);
