using Npgsql;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.Members;

/// <summary>Reads and writes the names changes of a tenant are recorded under.</summary>
internal static class NameSql
{
    /// <summary>Whether a name is, or once was, that of another person or of a program of the transaction's tenant; names that are read alike are one.</summary>
    public static async Task<bool> IsTakenAsync(IDatabaseTransaction transaction, Guid person, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            with other as (
              select name from identity.member where tenant_id = $1 and person_id <> $2
              union all select f.name from identity.former_name f join identity.member m using (tenant_id, member_id) where tenant_id = $1 and m.person_id <> $2
              union all select name from identity.api_client where tenant_id = $1)
            select normalize(name, NFKC), normalize($3, NFKC) from other
            """,
            transaction.Connection);
        foreach (object value in new object[] { transaction.Tenant.Value, person, name }) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var others = await reader.TakeAsync(r => (Name: r.GetString(0), Asked: r.GetString(1)), cancellationToken);
        return others.Exists(o => PersonName.AreAlike(o.Name, o.Asked));
    }

    /// <summary>Gives a member another name, and keeps the former one for nobody else.</summary>
    public static async Task ChangeAsync(IDatabaseTransaction transaction, Member member, string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            with former as (
              insert into identity.former_name (tenant_id, member_id, name, given_up_at) values ($1, $2, $3, $5)
              on conflict (tenant_id, member_id, name) do update set given_up_at = excluded.given_up_at)
            update identity.member set name = $4 where tenant_id = $1 and member_id = $2
            """,
            transaction.Connection);
        foreach (object value in new object[] { member.Tenant.Value, member.Id, member.Name, name, now }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
