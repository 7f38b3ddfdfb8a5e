using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Identity.Members;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.GraphQL;

/// <summary>Changes of members, roles and sessions. Who manages members does so for the whole tenant.</summary>
internal sealed class MemberMutations(MemberService members, InvitationService invitations, SessionService sessions, IdempotentRuns runs, IDatabase database, TimeProvider time)
{
    private static readonly Error NotFound = new("NOT_FOUND", "There is no such thing.") { Kind = ErrorKind.NotFound };

    /// <summary>Asks somebody to join; the answer holds the path of the link to give to them.</summary>
    [Authorize(Permission.ManageMembers)]
    public async Task<InvitationPayload> InviteMemberAsync(InviteMemberInput input, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var made = await runs.RunAsync(user, input.IdempotencyKey, "inviteMember", input, token => InvitedAsync(input, user, token), InvitationPayload.Refused, cancellationToken);
        return made.InvitationId is { } id ? made with { Link = $"/sign-in?invitation={Uri.EscapeDataString(invitations.TokenOf(user.Tenant(), id))}" } : made;
    }

    /// <summary>Takes an invitation back.</summary>
    [Authorize(Permission.ManageMembers)]
    public Task<MemberPayload> WithdrawInvitationAsync(WithdrawInvitationInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        RunAsync(user, input.IdempotencyKey, "withdrawInvitation", input, token => WithdrawAsync(user.Tenant(), input.InvitationId, token), cancellationToken);

    /// <summary>Gives a role.</summary>
    [Authorize(Permission.ManageMembers)]
    public Task<MemberPayload> GrantRoleAsync(RoleInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        RunAsync(user, input.IdempotencyKey, "grantRole", input, token => members.GrantAsync(user.Tenant(), input.MemberId, Grant(input.Role, input.PortfolioId), user.Actor(), token), cancellationToken);

    /// <summary>Takes a role.</summary>
    [Authorize(Permission.ManageMembers)]
    public Task<MemberPayload> RevokeRoleAsync(RoleInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        RunAsync(user, input.IdempotencyKey, "revokeRole", input, token => members.RevokeAsync(user.Tenant(), input.MemberId, Grant(input.Role, input.PortfolioId), token), cancellationToken);

    /// <summary>Takes somebody out of the tenant and ends all their sessions in it.</summary>
    [Authorize(Permission.ManageMembers)]
    public Task<MemberPayload> RemoveMemberAsync(RemoveMemberInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        RunAsync(user, input.IdempotencyKey, "removeMember", input, token => members.RemoveAsync(user.Tenant(), input.MemberId, token), cancellationToken);

    /// <summary>Ends one of the viewer's sessions, or anybody's for who manages members; its open connections are cut within a second.</summary>
    [Authorize(Permission.ReadPart)]
    public Task<MemberPayload> EndSessionAsync(EndSessionInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        runs.RunAsync(user, input.IdempotencyKey, "endSession", input, async token => Answer(await EndAsync(user, input.SessionId, token)), MemberPayload.Refused, cancellationToken);

    private Task<MemberPayload> RunAsync(ClaimsPrincipal user, string key, string operation, object input, Func<CancellationToken, Task<Error?>> run, CancellationToken cancellationToken) =>
        runs.RunAsync(user, key, operation, input, async token => Answer(await run(token)), MemberPayload.Refused, cancellationToken);

    private async Task<InvitationPayload> InvitedAsync(InviteMemberInput input, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await members.CheckAsync(user.Tenant(), Grant(input.Role, input.PortfolioId), cancellationToken) is { } error) return InvitationPayload.Refused(UserError.Of(error));
        var made = await invitations.InviteAsync(user.Tenant(), input.Email, input.Name, Grant(input.Role, input.PortfolioId), user.Actor(), cancellationToken);
        return made.IsOk ? new(made.Value.Id, null, []) : InvitationPayload.Refused(UserError.Of(made.Error));
    }

    private async Task<Error?> WithdrawAsync(TenantId tenant, Guid invitation, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if (!await InvitationSql.CloseAsync(transaction, "withdrawn_at", tenant, invitation, time.GetUtcNow(), cancellationToken)) return NotFound;
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private async Task<Error?> EndAsync(ClaimsPrincipal user, Guid session, CancellationToken cancellationToken)
    {
        if (!user.Can(Permission.ManageMembers) && !await IsOwnAsync(user, session, cancellationToken)) return NotFound;
        return await sessions.EndAsync(user.Tenant(), session, cancellationToken) ? null : NotFound;
    }

    private async Task<bool> IsOwnAsync(ClaimsPrincipal user, Guid session, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        return await SessionSql.FindAsync(transaction, user.Tenant(), session, time.GetUtcNow(), DateTimeOffset.UnixEpoch, cancellationToken) is { } found && found.Member == user.Subject();
    }

    private static RoleGrant Grant(string role, Guid? portfolio) => new(role, portfolio is { } id ? new PortfolioId(id) : null);

    private static MemberPayload Answer(Error? error) => error is null ? new(true, []) : MemberPayload.Refused(UserError.Of(error));
}
