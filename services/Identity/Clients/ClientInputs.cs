using System.Text.Json.Serialization;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>Asks for a new API client.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer, without the secret.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Role">What it may do: one of the roles of members.</param>
/// <param name="NodeId">On which node of the portfolio tree, with all below; the whole tenant if left out.</param>
/// <param name="Scopes">Permissions it may ask tokens for; all its role gives if left out.</param>
/// <param name="Networks">Where it may call from: addresses, or networks such as 203.0.113.0/24; anywhere if left out.</param>
/// <param name="Keys">Its public keys as a JSON Web Key Set, if it signs assertions (private_key_jwt) instead of showing a secret.</param>
/// <param name="ExpiresAt">Until when it counts; for ever if left out.</param>
internal sealed record CreateApiClientInput(
    string IdempotencyKey, string Name, string Role, [ID] Guid? NodeId = null, IReadOnlyList<string>? Scopes = null, IReadOnlyList<string>? Networks = null, string? Keys = null, DateTimeOffset? ExpiresAt = null)
{
    public ClientRequest Request => new(Name, Role, NodeId is { } node ? new PortfolioId(node) : null, Scopes, Networks, Keys, ExpiresAt);
}

/// <summary>Asks for another secret, or gives other keys.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer, without the secret.</param>
/// <param name="Id">Which client.</param>
/// <param name="Keys">Public keys as a JSON Web Key Set; left out, the client gets a new secret.</param>
/// <param name="OverlapMinutes">How long the secret before still counts, and tokens it was given live on. Left out or 0: both end at once.</param>
internal sealed record RotateApiClientInput(string IdempotencyKey, [ID] Guid Id, string? Keys = null, int OverlapMinutes = 0);

/// <summary>Names an API client to revoke.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="Id">Which client.</param>
internal sealed record RevokeApiClientInput(string IdempotencyKey, [ID] Guid Id);

/// <summary>An API client after a change, or why it was not made.</summary>
/// <param name="Client">The client; null if nothing was changed.</param>
/// <param name="Errors">Why nothing was changed; empty if it was.</param>
internal sealed record ApiClientPayload(ApiClientItem? Client, IReadOnlyList<UserError> Errors)
{
    /// <summary>The client's new secret, shown this once and kept nowhere; null with keys, and whenever an answer is repeated.</summary>
    [JsonIgnore]
    public string? Secret { get; init; }

    public static ApiClientPayload Refused(UserError error) => new(null, [error]);
}

/// <summary>A program that signs in by itself. Its secret is shown once, when it is made.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="ClientId">The name it signs in with.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="NodeId">On which node of the portfolio tree, with all below; null for the whole tenant.</param>
/// <param name="Scopes">Permissions it may ask tokens for.</param>
/// <param name="Networks">Where it may call from; empty for anywhere.</param>
/// <param name="SignsAssertions">It signs assertions with keys of its own (private_key_jwt), and has no secret.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="ExpiresAt">Until when it counts; null for ever.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="LastUsedAt">When it last signed in, to the minute.</param>
[GraphQLName("ApiClient")]
internal sealed record ApiClientItem(
    [property: ID] Guid Id, string ClientId, string Name, string Role, [property: ID] Guid? NodeId, IReadOnlyList<string> Scopes, IReadOnlyList<string> Networks, bool SignsAssertions,
    DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt)
{
    public static ApiClientItem Of(ApiClient c) => new(
        c.Name.Client, c.Name.ToString(), c.Title, c.Role, c.Node?.Value, c.Scopes, [.. c.Networks.Networks.Select(n => n.ToString())], c.Keys is not null, c.CreatedAt, c.CreatedBy, c.Expires, c.Revoked, c.LastUsed);
}
