using Microsoft.Extensions.Options;
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
/// Makes a tenant with its first owner. Whether the address was known already is not told, neither by the answer nor by its time: who knows its password signs in as ever, and who has
/// shown it but belongs nowhere (their sign-up was interrupted, or they were removed from the one tenant they had) is given the tenant they ask for.
/// </summary>
internal sealed class SignUpService(IDatabase database, PasswordRules rules, PasswordHashes hashes, Attempts attempts, SignUps signUps, RefusedSignIns refused, IOptions<IdentityOptions> options, TimeProvider time)
{
    private const int Longest = 200;

    public async Task<Error?> SignUpAsync(SignUpRequest request, CancellationToken cancellationToken)
    {
        if (Check(request.Tenant, request.Name, request.Email) is { } error) return error;
        if (rules.Check(request.Password ?? "", request.Email!) is { } weak) return weak;
        // Making a tenant takes a while and knowing an address does not, so both are answered after the same time; what takes longer than that is answered in whole times of it.
        var began = time.GetTimestamp();
        await MakeAsync(request, request.Tenant!.Trim(), cancellationToken);
        await Task.Delay(Left(time.GetElapsedTime(began)), time, cancellationToken);
        return null;
    }

    private TimeSpan Left(TimeSpan took)
    {
        var whole = options.Value.SignUpTime;
        return whole <= TimeSpan.Zero ? TimeSpan.Zero : whole - TimeSpan.FromTicks(took.Ticks % whole.Ticks);
    }

    /// <summary>A known address and a new one are hashed alike: once to compare, once to keep.</summary>
    private async Task MakeAsync(SignUpRequest request, string tenant, CancellationToken cancellationToken)
    {
        var attempt = await attempts.BeginAsync(request.Email!, cancellationToken);
        var (isProved, hash) = (hashes.Verify(attempt?.PasswordHash, request.Password!), hashes.Hash(request.Password!));
        if (attempt is null)
        {
            var person = new Person(Guid.CreateVersion7(), request.Email!, PersonName.Parse(request.Name).Value!);
            if (await signUps.BeginAsync(person, hash, tenant, cancellationToken)) await signUps.FinishAsync(person.Id, cancellationToken);
        }
        else if (isProved) await GoOnAsync(attempt.Person.Id, tenant, cancellationToken);
        else refused.Tell(request.Email!, wasTried: true);
    }

    private async Task GoOnAsync(Guid person, string tenant, CancellationToken cancellationToken)
    {
        await attempts.SucceedAsync(person, cancellationToken);
        await signUps.FinishAsync(person, cancellationToken);
        if ((await MemberSql.OfPersonAsync(database, person, cancellationToken)).Count > 0) return;
        await signUps.BeginAsync(person, tenant, cancellationToken);
        await signUps.FinishAsync(person, cancellationToken);
    }

    public static Error? Check(string? tenant, string? name, string? email)
    {
        if (string.IsNullOrWhiteSpace(tenant) || tenant.Length > Longest) return new Error("BAD_TENANT", "Name the institution, in at most 200 characters.");
        if (PersonName.Parse(name) is { IsOk: false } bad) return bad.Error;
        return IsEmail(email) ? null : new Error("BAD_EMAIL", "This is no e-mail address.");
    }

    public static bool IsEmail(string? text) => text is { Length: > 2 and <= Longest } && text.Trim().Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !text.Trim().Any(char.IsWhiteSpace);

    /// <summary>The new person, or null when the address is taken.</summary>
    public static async Task<Person?> AddPersonAsync(IDatabase database, Person person, string hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        var isNew = await PersonSql.AddAsync(transaction, person, hash, now, cancellationToken);
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
