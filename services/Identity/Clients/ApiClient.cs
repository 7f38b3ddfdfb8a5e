using System.Collections.Immutable;
using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>A program of a tenant that signs in by itself.</summary>
/// <param name="Name">Its <c>client_id</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Node">On which node of the portfolio tree, with all below; null for the whole tenant.</param>
/// <param name="Scopes">Permissions it may ask tokens for.</param>
/// <param name="Networks">Where it may call from.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="Expires">Until when; null for ever.</param>
internal sealed record ApiClient(
    ClientName Name, string Title, string Role, PortfolioId? Node, ImmutableArray<string> Scopes, NetworkList Networks, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? Expires)
{
    /// <summary>What is kept of its secret; null if it signs assertions.</summary>
    public byte[]? SecretHash { get; init; }

    /// <summary>What is kept of the secret before, while it still counts.</summary>
    public byte[]? PreviousHash { get; init; }

    /// <summary>How long the secret before still counts.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>Its public keys (a JSON Web Key Set); null if it has a secret.</summary>
    public string? Keys { get; init; }

    /// <summary>When it was revoked.</summary>
    public DateTimeOffset? Revoked { get; init; }

    /// <summary>When it last got a token, to the minute.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>Whether it counts.</summary>
    public bool IsActive(DateTimeOffset now) => Revoked is null && (Expires is not { } end || end > now);

    /// <summary>Whether a secret is its own.</summary>
    public bool HasSecret(string secret, DateTimeOffset now) => ClientSecret.Matches(Name.Client, secret, SecretHash, PreviousUntil > now ? PreviousHash : null);
}
