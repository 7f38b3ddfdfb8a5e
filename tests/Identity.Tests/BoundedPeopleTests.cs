using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PortfolioPlatform.Identity.Clients;
using PortfolioPlatform.Identity.Members;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>A page of people, of what they may, of their sessions and invitations, and of clients reads its own rows, however many there are or are over.</summary>
public sealed class BoundedPeopleTests
{
    private static readonly TenantId Tenant = new(new Guid("7e000000-0000-0000-0000-000000000001"));
    private static readonly Guid Member = new("7e000000-0000-0000-0000-00000000000a");

    private static readonly string Rows = $"""
        insert into identity.member select '{Tenant}', case n when 1 then '{Member}' else gen_random_uuid() end::uuid, gen_random_uuid(), 'Name ' || n % 900, 'a@b.example', now(), case when n % 3 = 0 then now() end from generate_series(1, 12000) n;
        insert into identity.role_grant select tenant_id, member_id, 'analyst', n, 'test', now() from identity.member cross join (select gen_random_uuid() from generate_series(1, 3)) g(n) where tenant_id = '{Tenant}';
        insert into identity.session select '{Tenant}', gen_random_uuid(), gen_random_uuid(), case when n % 400 = 0 then '{Member}' else gen_random_uuid() end::uuid, 'password', '', '', e - interval '12 hours', e, case when n % 5 = 0 then now() end, now()
          from (select n, now() + make_interval(secs => (n - 30000) * 4) as e from generate_series(1, 40000) n) s;
        insert into identity.invitation (tenant_id, invitation_id, email, name, role, invited_by, created_at, expires_at, accepted_at)
          select '{Tenant}', gen_random_uuid(), 'a@b.example', 'A', 'analyst', 'test', e - interval '7 days', e, case when n % 5 = 0 then now() end from (select n, now() + make_interval(mins => n - 15000) as e from generate_series(1, 20000) n) i;
        insert into identity.api_client (tenant_id, client_id, name, role, scopes, networks, secret_hash, created_at, created_by, revoked_at)
          select '{Tenant}', gen_random_uuid(), 'Client', 'analyst', array['read'], array[]::text[], '\x01', now() - make_interval(mins => n), 'test', case when n > 200 then now() end from generate_series(1, 12000) n;
        analyze identity.member, identity.role_grant, identity.session, identity.invitation, identity.api_client
        """;

    [Fact]
    public async Task Each_list_is_read_behind_its_last_row()
    {
        await using var host = await IdentityHost.StartAsync();
        await host.Database.ExecuteAsync(Rows);
        var now = TimeProvider.System.GetUtcNow();
        var (all, own) = (new OpenSessions(Tenant, null, now, now.AddHours(-1), [Guid.NewGuid()]), new OpenSessions(Tenant, Member, now, now.AddHours(-1), [Guid.NewGuid()]));
        await using var transaction = await host.Services.GetRequiredService<IDatabase>().BeginAsync(Tenant, default);
        var read = new List<string>();
        foreach (var (name, statement) in new (string, NpgsqlBatchCommand)[]
        {
            ("members", MemberSql.Page(Tenant, null, 101)), ("members in the middle", MemberSql.Page(Tenant, new("Name 5", Guid.Empty), 101)), ("grants", MemberSql.Grants(Tenant, null, [Member, Guid.NewGuid()], 51)),
            ("sessions", SessionSql.Page(all, null, 51)), ("the last sessions", SessionSql.Page(all, new(now.AddMinutes(1).UtcDateTime, Guid.Empty), 51)), ("sessions of one", SessionSql.Page(own, null, 51)),
            ("invitations", InvitationSql.Page(Tenant, now, null, 51)), ("the last invitations", InvitationSql.Page(Tenant, now, new(now.AddMinutes(1).UtcDateTime, Guid.Empty), 51)),
            ("clients", ClientTable.Page(Tenant, null, 101)), ("clients long ago", ClientTable.Page(Tenant, new(now.AddDays(-8).UtcDateTime, Guid.Empty), 101)),
        })
            if (await PlanBuffers.CountAsync(transaction, statement) is > 250 and var buffers) read.Add($"{name}: {buffers}");
        Assert.Empty(read);
    }

    [Fact]
    public async Task Pages_of_members_and_their_roles_are_together_all_of_them()
    {
        await using var host = await IdentityHost.StartAsync();
        await host.Database.ExecuteAsync(Rows);
        var reads = host.Services.GetRequiredService<IDatabase>();
        var (people, last) = (new HashSet<Guid>(), (MemberPlace?)null);
        for (var page = await MemberSql.PageAsync(reads, Tenant, last, 500, default); page.Count > 0; page = await MemberSql.PageAsync(reads, Tenant, last, 500, default))
        {
            Assert.All(page, m => Assert.True(people.Add(m.Id)));
            last = new(page[^1].Name, page[^1].Id);
        }

        Assert.Equal(8000, people.Count);
        var (roles, place) = (new HashSet<Guid?>(), (GrantPlace?)null);
        for (var page = await MemberSql.GrantsAsync(reads, Tenant, place, [Member], 2, default); page.Count > 0; page = await MemberSql.GrantsAsync(reads, Tenant, place, [Member], 2, default))
        {
            Assert.All(page, g => Assert.True(roles.Add(g.Grant.Node?.Value)));
            place = new(page[^1].Grant.Role, page[^1].Grant.Node?.Value ?? Guid.Empty);
        }

        Assert.Equal(3, roles.Count);
    }
}
