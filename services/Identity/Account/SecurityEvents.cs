using System.Security.Claims;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Account;

/// <summary>What happened at somebody's door, in the tenant they are signed in to.</summary>
/// <param name="At">When.</param>
/// <param name="Action">What: <c>login</c>, <c>login.refused</c>, <c>password.changed</c>, …</param>
/// <param name="Outcome"><c>done</c>, or why it was refused.</param>
/// <param name="Detail">How and from where, as far as it is known.</param>
/// <param name="IsChange">Whether it changed how they sign in.</param>
internal sealed record SecurityEvent(DateTimeOffset At, string Action, string Outcome, string? Detail, bool IsChange);

/// <summary>Tells people what the audit log knows of their own way in. There is no e-mail: a change is told at the next visit, to whoever comes by any way that still works.</summary>
internal sealed class SecurityEvents(IDatabase database, IAuditTrail audit, TimeProvider time)
{
    private const int Most = 50;
    private static readonly TimeSpan Told = TimeSpan.FromDays(14);
    private static readonly string[] All = ["login", "login.refused", "login.proved", "name.changed", .. WaysTrail.Changes];

    /// <summary>The latest, newest first.</summary>
    public Task<IReadOnlyList<SecurityEvent>> ListAsync(ClaimsPrincipal user, CancellationToken cancellationToken) => ListAsync(user, All, cancellationToken);

    /// <summary>Changes of how somebody signs in, of the last two weeks; none for whom another vouches.</summary>
    public async Task<IReadOnlyList<SecurityEvent>> ChangesAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.IdOf(SignInClaims.Person) is null) return [];
        var since = time.GetUtcNow() - Told;
        return [.. (await ListAsync(user, WaysTrail.Changes, cancellationToken)).Where(e => e.At >= since)];
    }

    private async Task<IReadOnlyList<SecurityEvent>> ListAsync(ClaimsPrincipal user, IReadOnlyCollection<string> actions, CancellationToken cancellationToken)
    {
        if (user.Subject() is not { } member) return [];
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        var notes = await audit.LatestAsync(transaction, member.ToString(), actions, Most, cancellationToken);
        return [.. notes.Select(n => new SecurityEvent(n.At, n.Action, n.Outcome, n.Detail, WaysTrail.Changes.Contains(n.Action)))];
    }
}
