using System.Security.Claims;
using Microsoft.Extensions.Options;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Identity.Members;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.GraphQL;

/// <summary>Members, roles, invitations and sessions.</summary>
internal sealed class MemberQueries(IOptions<IdentityOptions> options, TimeProvider time, ISessionUse use)
{
    /// <summary>Who belongs to the tenant, in order of their names.</summary>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads them.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Authorize(Permission.ManageMembers), UsePaging(DefaultPageSize = 100)]
    public static async Task<Connection<MemberItem>> GetMembersAsync(PagingArguments paging, ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 2, w => new MemberPlace(w[1], Guid.Parse(w[0])));
        var found = await MemberSql.PageAsync(reads, user.Tenant(), after, paging.First!.Value + 1, cancellationToken);
        return KeysetPage.Of([.. found.Select(MemberItem.Of)], paging, m => KeysetPage.Cursor(m.Id, m.Name));
    }

    /// <summary>The roles there are, and what each permits.</summary>
    [Authorize(Permission.ReadPart), ListSize(AssumedSize = 5)]
    public static IReadOnlyList<RoleItem> GetRoles() => [.. MemberRoles.All.Select(role => new RoleItem(role, [.. Permission.All.Where(p => MemberRoles.Permits(role, p))]))];

    /// <summary>Invitations that can still be accepted, the newest first.</summary>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads them.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Authorize(Permission.ManageMembers), UsePaging]
    public async Task<Connection<InvitationItem>> GetInvitationsAsync(PagingArguments paging, ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 2, w => new InvitationPlace(KeysetPage.Instant(w[0]), Guid.Parse(w[1])));
        var found = await InvitationSql.PageAsync(reads, user.Tenant(), time.GetUtcNow(), after, paging.First!.Value + 1, cancellationToken);
        return KeysetPage.Of([.. found.Select(InvitationItem.Of)], paging, i => KeysetPage.Cursor(i.ExpiresAt, i.Id));
    }

    /// <summary>The viewer's sessions, the newest first; of all members for who manages members.</summary>
    /// <param name="everybody">Of all members.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads them.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Authorize(Permission.ReadPart), UsePaging]
    public async Task<Connection<SessionItem>> GetSessionsAsync(bool? everybody, PagingArguments paging, ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken)
    {
        var (now, asking) = (time.GetUtcNow(), user.IdOf(SignInClaims.Session));
        var after = KeysetPage.After(paging, 2, w => new SessionPlace(KeysetPage.Instant(w[0]), Guid.Parse(w[1])));
        var which = new OpenSessions(user.Tenant(), everybody == true && user.Can(Permission.ManageMembers) ? null : user.Subject(), now, now - options.Value.Idle, InUse(user.Tenant(), asking));
        var found = await SessionSql.PageAsync(reads, which, after, paging.First!.Value + 1, cancellationToken);
        return KeysetPage.Of([.. found.Select(s => SessionItem.Of(s, asking))], paging, s => KeysetPage.Cursor(s.ExpiresAt, s.Id));
    }

    /// <summary>Sessions that go on whatever was noted of them: whose page is open here, and the one that asks.</summary>
    private Guid[] InUse(TenantId tenant, Guid? asking) =>
        [.. use.Open.Where(s => s.Tenant == tenant).Select(s => s.Session).Concat(asking is { } own ? [own] : Array.Empty<Guid>()).Distinct()];
}
