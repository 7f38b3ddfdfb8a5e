using System.Security.Claims;
using Microsoft.Extensions.Options;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Identity.Members;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.GraphQL;

/// <summary>Members, roles, invitations and sessions.</summary>
internal sealed class MemberQueries(IDatabase database, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>Who belongs to the tenant.</summary>
    [Authorize(Permission.ManageMembers), UsePaging(DefaultPageSize = 100)]
    public async Task<IReadOnlyList<MemberItem>> GetMembersAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        var found = new List<MemberItem>();
        foreach (var member in await MemberSql.ListAsync(transaction, cancellationToken))
            found.Add(new(member.Id, member.Name, member.Email, [.. (await MemberSql.GrantsAsync(transaction, member.Tenant, member.Id, cancellationToken)).Select(GrantItem.Of)]));
        return found;
    }

    /// <summary>The roles there are, and what each permits.</summary>
    [Authorize(Permission.ReadPart), ListSize(AssumedSize = 5)]
    public static IReadOnlyList<RoleItem> GetRoles() => [.. MemberRoles.All.Select(role => new RoleItem(role, [.. Permission.All.Where(p => MemberRoles.Permits(role, p))]))];

    /// <summary>Invitations that can still be accepted.</summary>
    [Authorize(Permission.ManageMembers), UsePaging]
    public async Task<IReadOnlyList<InvitationItem>> GetInvitationsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        return [.. (await InvitationSql.OpenAsync(transaction, time.GetUtcNow(), cancellationToken)).Select(InvitationItem.Of)];
    }

    /// <summary>The viewer's sessions; of all members for who manages members.</summary>
    /// <param name="everybody">Of all members.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Authorize(Permission.ReadPart), UsePaging]
    public async Task<IReadOnlyList<SessionItem>> GetSessionsAsync(bool? everybody, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var member = everybody == true && user.Can(Permission.ManageMembers) ? null : user.Subject();
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        var now = time.GetUtcNow();
        var sessions = await SessionSql.ListAsync(transaction, user.Tenant(), member, now, now - options.Value.Idle, cancellationToken);
        return [.. sessions.Select(s => SessionItem.Of(s, user.IdOf(SignInClaims.Session)))];
    }
}
