using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Members;

/// <summary>
/// Members say how they are called in the tenant they are signed in to: the name their changes are recorded under from then on. What is recorded keeps the name of its time, so a name tells one
/// member from all others for ever: it is nobody's else, was nobody's else, and is none the platform records its own changes under.
/// </summary>
internal sealed class OwnName(IDatabase database, IAuditTrail audit, RevocationList revocations, TimeProvider time)
{
    private static readonly Error NoMember = new("NO_MEMBER", "You are no member here, so there is no name to change.");
    private static readonly Error Taken = new("NAME_TAKEN", "Somebody else's changes are or were recorded under this name. Choose another one, so that they stay apart.");

    /// <summary>What stands in the ledger and the audit log where no member and no program of the tenant made a change.</summary>
    private static readonly string[] Platforms = ["anonymous", "command line", "local", "platform", "reconciliation", "system", "the platform", "unknown"];

    /// <summary>Changes it; sessions that are open have the new name at their next request.</summary>
    /// <param name="tenant">Where.</param>
    /// <param name="member">Whose; null is nobody's.</param>
    /// <param name="text">As it was typed.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<Error?> ChangeAsync(TenantId tenant, Guid? member, string? text, CancellationToken cancellationToken)
    {
        var name = PersonName.Parse(text);
        if (!name.IsOk) return name.Error;
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await MemberSql.LockAsync(transaction, cancellationToken);
        if (member is not { } id || await MemberSql.FindAsync(transaction, tenant, id, cancellationToken) is not { } known) return NoMember;
        if (known.Name == name.Value) return null;
        if (IsPlatforms(name.Value) || await NameSql.IsTakenAsync(transaction, known.Person, name.Value, cancellationToken)) return Taken;
        await NameSql.ChangeAsync(transaction, known, name.Value, time.GetUtcNow(), cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("name.changed", id.ToString()) { Actor = known.Name, Detail = $"now {name.Value}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await transaction.ThenAsync(token => revocations.AgeAsync(id, token), cancellationToken);
        return null;
    }

    private static bool IsPlatforms(string name) => Array.Exists(Platforms, own => PersonName.AreAlike(own, name.Split(':')[0]));
}
