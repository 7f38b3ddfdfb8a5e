using PortfolioPlatform.Identity.Clients;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary>Makes tokens for clients and tells what tokens are worth.</summary>
internal sealed class TokenService(Tickets tickets, Revocations revocations, RevocationList list, TokenOptions options, TimeProvider time)
{
    /// <summary>A token for a client.</summary>
    /// <param name="client">Who was proved.</param>
    /// <param name="scope">What it asks for, names between single spaces; null for all it may have.</param>
    public Result<IssuedToken> Issue(ApiClient client, string? scope)
    {
        string[] scopes = scope is null ? [.. client.Scopes] : scope.Split(' ');
        if (scopes.Except(client.Scopes).Any()) return OAuthError.Scope();
        var now = time.GetUtcNow();
        var lifetime = options.Lifetime < TokenOptions.Longest ? options.Lifetime : TokenOptions.Longest;
        if (client.Expires is { } end && end - now < lifetime) lifetime = end - now;
        var who = new SignedIn(client.Name.Tenant, client.Name.Client, client.Title, Guid.CreateVersion7(now), now, "client", [new RoleGrant(client.Role, client.Node)])
        {
            Scopes = [.. scopes.Distinct(StringComparer.Ordinal)],
            Networks = [.. client.Networks.Networks],
        };
        return new IssuedToken(tickets.ForBearer(who, lifetime), lifetime, string.Join(' ', who.Scopes));
    }

    /// <summary>What a token says, if it counts now and is of this tenant; else null.</summary>
    public ReadToken? Read(string text, TenantId tenant) =>
        tickets.ReadBearer(text) is { } ticket && revocations.StateOf(ticket.Principal) == TicketState.Valid && ReadToken.Of(ticket.Principal, ticket.Expires) is { } token && token.Tenant == tenant ? token : null;

    /// <summary>Ends a token of this client, in every process within a second. One that is none, or is over, is left alone.</summary>
    public async Task<Error?> RevokeAsync(string text, ApiClient client, CancellationToken cancellationToken)
    {
        if (Read(text, client.Name.Tenant) is not { } token) return null;
        if (token.Client != client.Name.Client) return OAuthError.NotYours();
        await list.EndAsync(token.Id, cancellationToken);
        return null;
    }
}

/// <summary>A token as it is handed out.</summary>
/// <param name="Token">The token itself.</param>
/// <param name="Lifetime">How long it counts.</param>
/// <param name="Scope">What for.</param>
internal sealed record IssuedToken(string Token, TimeSpan Lifetime, string Scope);
