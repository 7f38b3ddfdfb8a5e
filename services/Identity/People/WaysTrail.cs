using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.People;

/// <summary>
/// Notes in the audit logs of a person's tenants how they changed their ways to sign in, or came to belong there. People and tenants may be in different databases, so an entry is made
/// permanent right before its change: there can be an entry of a change that failed, never a change without its entry.
/// </summary>
internal sealed class WaysTrail(IDatabase database, IAuditTrail audit, IHttpContextAccessor requests)
{
    /// <summary>Everything that changes how somebody signs in: what they are told of at their next visit.</summary>
    public static IReadOnlyList<string> Changes { get; } = ["password.changed", "codes.set-up", "codes.removed", "passkey.added", "passkey.removed", "provider.linked"];

    /// <summary>To every tenant the person belongs to; one whose database is away learns nothing.</summary>
    public async Task NoteAsync(Guid person, string action, CancellationToken cancellationToken)
    {
        foreach (var member in await MemberSql.OfPersonAsync(database, person, cancellationToken))
            await NoteAsync(member.Tenant, new AuditAct(action, member.Id.ToString()) { Actor = member.Name, Detail = $"from {requests.HttpContext?.Connection.RemoteIpAddress}" }, cancellationToken);
    }

    /// <summary>To one tenant.</summary>
    public async Task NoteAsync(TenantId tenant, AuditAct act, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await audit.AppendAsync(transaction, act, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
