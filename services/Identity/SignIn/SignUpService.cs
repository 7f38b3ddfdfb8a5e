using Microsoft.Extensions.Options;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Identity.Passwords;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.SignIn;

/// <summary>Asks for a tenant of one's own.</summary>
/// <param name="Tenant">The institution's name.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">What the person signs in with.</param>
/// <param name="Password">And the password.</param>
internal sealed record SignUpRequest(string? Tenant, string? Name, string? Email, string? Password);

/// <summary>
/// Makes a tenant with its first owner. Whether the address was known already is not told, neither by the answer nor by its time: who knows its password signs in as ever.
/// </summary>
internal sealed class SignUpService(IDatabase database, PasswordRules rules, PasswordHashes hashes, IAuditTrail audit, IOptions<IdentityOptions> options, TimeProvider time)
{
    private const int LongestName = 200;

    public async Task<Error?> SignUpAsync(SignUpRequest request, CancellationToken cancellationToken)
    {
        if (Check(request.Tenant, request.Name, request.Email) is { } error) return error;
        if (rules.Check(request.Password ?? "", request.Email!) is { } weak) return weak;
        // Making a tenant takes a while and knowing an address does not, so both are answered after the same time; what takes longer than that is answered in whole times of it.
        var began = time.GetTimestamp();
        await MakeAsync(request, hashes.Hash(request.Password!), cancellationToken);
        await Task.Delay(Left(time.GetElapsedTime(began)), time, cancellationToken);
        return null;
    }

    private TimeSpan Left(TimeSpan took)
    {
        var whole = options.Value.SignUpTime;
        return whole <= TimeSpan.Zero ? TimeSpan.Zero : whole - TimeSpan.FromTicks(took.Ticks % whole.Ticks);
    }

    private async Task MakeAsync(SignUpRequest request, string hash, CancellationToken cancellationToken)
    {
        if (await AddPersonAsync(database, new Person(Guid.CreateVersion7(), request.Email!, request.Name!.Trim()), hash, time.GetUtcNow(), cancellationToken) is not { } person) return;
        var tenant = new TenantId(Guid.CreateVersion7());
        await database.EnsureTenantAsync(tenant, request.Tenant!.Trim(), cancellationToken);
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var owner = await JoinAsync(transaction, tenant, person, new RoleGrant(MemberRoles.Owner, null), "sign-up", time.GetUtcNow(), cancellationToken);
        await transaction.PublishAsync(new TenantSignedUp(tenant, request.Tenant!.Trim()), cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("tenant.signed-up", owner.ToString()) { Actor = person.Name }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public static Error? Check(string? tenant, string? name, string? email)
    {
        if (string.IsNullOrWhiteSpace(tenant) || tenant.Length > LongestName) return new Error("BAD_TENANT", "Name the institution, in at most 200 characters.");
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName) return new Error("BAD_NAME", "Say your name, in at most 200 characters.");
        return IsEmail(email) ? null : new Error("BAD_EMAIL", "This is no e-mail address.");
    }

    public static bool IsEmail(string? text) => text is { Length: > 2 and <= LongestName } && text.Trim().Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !text.Trim().Any(char.IsWhiteSpace);

    /// <summary>The new person, or null when the address is taken.</summary>
    public static async Task<Person?> AddPersonAsync(IDatabase database, Person person, string hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "insert into identity.person (person_id, email, email_key, name, password_hash, created_at) values ($1, $2, $3, $4, $5, $6) on conflict (email_key) do nothing", transaction.Connection);
        foreach (object value in new object[] { person.Id, person.Email.Trim(), Person.KeyOf(person.Email), person.Name, hash, now }) command.Parameters.Add(new() { Value = value });
        var isNew = await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        await transaction.CommitAsync(cancellationToken);
        return isNew ? person : null;
    }

    /// <summary>Makes the person a member with a role.</summary>
    public static async Task<Guid> JoinAsync(IDatabaseTransaction transaction, TenantId tenant, Person person, RoleGrant grant, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var member = await MemberSql.EnsureAsync(transaction, new Member(tenant, Guid.CreateVersion7(), person.Id, person.Name, person.Email), now, cancellationToken);
        await MemberSql.GrantAsync(transaction, tenant, member, grant, by, now, cancellationToken);
        return member;
    }
}
