using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Identity.Account;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Sessions;

/// <summary><c>/api/identity/session</c>: who this browser is signed in as, and signing out.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/identity/session", ShowAsync);
        endpoints.MapDelete("/api/identity/session", SignOutAsync);
    }

    private static async Task<SessionAnswer> ShowAsync(ClaimsPrincipal user, SessionService sessions, SecurityEvents events, CancellationToken cancellationToken) => new(
        user.Actor(), user.Member(), user.Tenant().Value, user.IdOf(SignInClaims.Session), [.. Permission.All.Where(user.CanSomewhere)], await sessions.LacksSecondFactorAsync(user, cancellationToken),
        await events.ChangesAsync(user, cancellationToken));

    private static async Task<NoContent> SignOutAsync(HttpContext http, SessionService sessions, CancellationToken cancellationToken)
    {
        await sessions.EndOwnAsync(http.User, cancellationToken);
        SessionCookie.Delete(http);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return TypedResults.NoContent();
    }
}

/// <summary>Who this browser is signed in as.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Member">The member; null where this machine or a program asks.</param>
/// <param name="Tenant">Whose data it is.</param>
/// <param name="Session">The session.</param>
/// <param name="Permissions">What may be done, somewhere in the tenant.</param>
/// <param name="LacksSecondFactor">Whether nothing may be done until a second factor is set up.</param>
/// <param name="Changes">How the way to sign in was changed in the last two weeks, newest first: told at each visit until it is read.</param>
internal sealed record SessionAnswer(string Name, Guid? Member, Guid Tenant, Guid? Session, IReadOnlyList<string> Permissions, bool LacksSecondFactor, IReadOnlyList<SecurityEvent> Changes);
