using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Identity.Passwords;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.SignIn;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Members;

/// <summary>Accepts an invitation.</summary>
/// <param name="Token">From the link.</param>
/// <param name="Password">The new one; of who has signed in here before, the one they have.</param>
internal sealed record AcceptRequest(string? Token, string? Password);

/// <summary>Invitations: made by who manages members, accepted once by who has the link and proves to be the person it names.</summary>
internal sealed class InvitationService(IDatabase database, Proofs proofs, PasswordRules rules, PasswordHashes hashes, SignInService signIn, WaysTrail trail, IOptions<IdentityOptions> options, TimeProvider time)
{
    private const string Purpose = "invitation";
    private static readonly Error Gone = new("INVITATION_GONE", "This invitation was accepted or withdrawn already, or is too old: ask for a new one.");

    public async Task<Result<Invitation>> InviteAsync(TenantId tenant, string email, string name, RoleGrant grant, string by, CancellationToken cancellationToken)
    {
        if (SignUpService.Check("-", name, email) is { } error) return error;
        var now = time.GetUtcNow();
        var invitation = new Invitation(tenant, Guid.CreateVersion7(), email.Trim(), PersonName.Parse(name).Value!, grant, by, now, now + options.Value.Invitation);
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await InvitationSql.InsertAsync(transaction, invitation, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return invitation;
    }

    /// <summary>The link's token: made anew each time, and worth what the row says.</summary>
    public string TokenOf(TenantId tenant, Guid invitation) => proofs.Make(Purpose, new Ticket(tenant.Value, invitation), options.Value.Invitation);

    public async Task<Error?> AcceptAsync(HttpContext http, AcceptRequest request, CancellationToken cancellationToken)
    {
        if (proofs.Read<Ticket>(Purpose, request.Token) is not { } ticket || await FindAsync(ticket, cancellationToken) is not { } invitation) return Gone;
        if (rules.Check(request.Password ?? "", invitation.Email) is { } weak) return weak;
        if (await ProveAsync(invitation, request.Password!, cancellationToken) is not { } person) return SignInService.Refused;
        if (!await JoinAsync(invitation, person, cancellationToken)) return Gone;
        return await signIn.EnterAsync(http, person.Id, "password", cancellationToken, invitation.Tenant) ? null : SignInService.Refused;
    }

    /// <summary>The new person with this password, or the one who is here already and has it. A second proof is asked for when they sign in the next time.</summary>
    private async Task<Person?> ProveAsync(Invitation invitation, string password, CancellationToken cancellationToken)
    {
        var added = await SignUpService.AddPersonAsync(database, new Person(Guid.CreateVersion7(), invitation.Email, invitation.Name), hashes.Hash(password), time.GetUtcNow(), cancellationToken);
        return added ?? (await signIn.CheckAsync(invitation.Email, password, cancellationToken) is { HasCodes: false } known ? known.Person : null);
    }

    private async Task<Invitation?> FindAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(new TenantId(ticket.Tenant), cancellationToken);
        return await InvitationSql.FindAsync(transaction, ticket.Invitation, time.GetUtcNow(), cancellationToken);
    }

    private async Task<bool> JoinAsync(Invitation invitation, Person person, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(database.PlaceOf(invitation.Tenant), cancellationToken);
        if (!await InvitationSql.CloseAsync(transaction, "accepted_at", invitation.Tenant, invitation.Id, time.GetUtcNow(), cancellationToken)) return false;
        await SignUpService.JoinAsync(transaction, invitation.Tenant, person, invitation.Grant, invitation.InvitedBy, time.GetUtcNow(), cancellationToken);
        await trail.NoteAsync(invitation.Tenant, new AuditAct("invitation.accepted", invitation.Id.ToString()) { Actor = person.Name, Detail = $"{invitation.Grant.Role}, invited by {invitation.InvitedBy}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private sealed record Ticket(Guid Tenant, Guid Invitation);
}
