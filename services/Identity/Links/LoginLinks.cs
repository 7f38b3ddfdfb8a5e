using Microsoft.Extensions.Options;
using Npgsql;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.Links;

/// <summary>Links that sign somebody in once: of the demo, and of whoever runs the host for a person who lost everything else.</summary>
internal sealed class LoginLinks(IDatabase database, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>Where links are opened.</summary>
    public const string Path = "/sign-in/link/";

    /// <summary>A new link for a member.</summary>
    public async Task<Uri> MakeAsync(Member member, Uri host, CancellationToken cancellationToken)
    {
        var token = Token.Make();
        var now = time.GetUtcNow();
        await using var transaction = await database.BeginSystemAsync(database.PlaceOf(member.Tenant), cancellationToken);
        await using var command = new NpgsqlCommand("insert into identity.login_link (tenant_id, link_hash, person_id, host, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)", transaction.Connection);
        object[] values = [member.Tenant.Value, Token.Hash(token), member.Person, host.GetLeftPart(UriPartial.Authority), now, now + options.Value.LoginLink];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Uri(host, Path + token);
    }

    /// <summary>Uses a link up; the member it was for, or null when it was used, is too old, or never was.</summary>
    public async Task<Member?> UseAsync(string token, CancellationToken cancellationToken)
    {
        var members = await database.EverywhereAsync(async (transaction, stop) => await TakeAsync(transaction, token, stop) is not var (tenant, person) ? [] : new List<Member?> { await MemberSql.OfPersonAsync(transaction, tenant, person, stop) }, cancellationToken);
        return members.FirstOrDefault();
    }

    /// <summary>Where the host last answered, as the newest link knows it.</summary>
    public async Task<Uri?> LastHostAsync(CancellationToken cancellationToken)
    {
        var hosts = await database.EverywhereAsync(async (transaction, stop) =>
        {
            await using var command = new NpgsqlCommand("select created_at, host from identity.login_link order by created_at desc limit 1", transaction.Connection);
            await using var reader = await command.ExecuteReaderAsync(stop);
            return await reader.TakeAsync(r => (At: r.GetFieldValue<DateTimeOffset>(0), Host: new Uri(r.GetString(1))), stop);
        }, cancellationToken);
        return hosts.Count == 0 ? null : hosts.MaxBy(h => h.At).Host;
    }

    private async Task<(TenantId Tenant, Guid Person)?> TakeAsync(IDatabaseTransaction transaction, string token, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update identity.login_link set used_at = $2 where link_hash = $1 and used_at is null and expires_at > $2 returning tenant_id, person_id", transaction.Connection);
        command.Parameters.Add(new() { Value = Token.Hash(token) });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (new(reader.GetGuid(0)), reader.GetGuid(1)) : null;
    }
}
