using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform.Audit;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Audit;

/// <summary>A page of a long audit log reads its own rows, whatever is asked for.</summary>
public sealed class BoundedAuditTests
{
    private const string Rows = """
        insert into platform.audit_entry select 'TENANT', n, '\x', timestamptz '2026-01-01T00:00Z' + make_interval(mins => n),
          case when n % 5000 = 3 then 'account.paused' when n % 5000 = 4 then 'account.resumed' when n % 5000 = 5 then 'accounting.closed' when n % 2 = 0 then 'key.used' else 'sign-in.done' end,
          'subject ' || case when n % 2000 = 1 then 'rare' else (n % 7)::text end, 'done', case when n % 2000 = 2 then '\x01'::bytea else '\x02'::bytea end, '\x', '\x' from generate_series(1, 40000) n;
        analyze platform.audit_entry
        """;

    [Fact]
    public async Task A_page_reads_a_bounded_part_of_a_long_log_also_of_what_is_rare_long_ago_or_not_there()
    {
        await using var host = await PlatformTestHost.StartAsync(new TestModule("probe", s => s.AddProductGraphQL().AddPlatformTypes()));
        await host.Transactions.EnsureTenantAsync(DemoTenant.Tenant, "demo", default);
        await host.Database.ExecuteAsync(Rows.Replace("TENANT", DemoTenant.Tenant.ToString(), StringComparison.Ordinal));
        var (all, old) = (new AuditFilter(null, null, null, null, null), new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero));
        await using var transaction = await host.Transactions.BeginAsync(DemoTenant.Tenant, default);
        var read = new List<string>();
        foreach (var (filter, rows) in new[]
        {
            (all, 51), (all with { To = old }, 51), (all with { Action = "account" }, 16), (all with { Action = "account.paused" }, 8), (all with { Action = "key" }, 51), (all with { Action = "nothing" }, 0),
            (all with { Subject = "subject rare" }, 20), (all with { Subject = "subject 3" }, 51), (all with { ActorTag = [1] }, 20), (all with { ActorTag = [2], To = old }, 51), (all with { From = old, To = old.AddMinutes(10) }, 10),
        })
        {
            Assert.Equal((filter, rows), (filter, (await AuditPages.FindAsync(transaction, filter, null, 51, default)).Count));
            foreach (var place in new AuditPlace?[] { null, new AuditPlace(old.UtcDateTime, 20000) })
                if (await PlanBuffers.CountAsync(transaction, AuditPages.Find(DemoTenant.Tenant, filter, place, 51)) is > 250 and var buffers) read.Add($"{JsonSerializer.Serialize(filter)} {place}: {buffers}");
        }

        Assert.Empty(read);
    }
}
