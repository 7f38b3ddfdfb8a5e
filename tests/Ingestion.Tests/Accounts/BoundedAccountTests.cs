using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.GraphQL;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Accounts;

/// <summary>A page of accounts reads its own rows, however many there are and however many were removed.</summary>
public sealed class BoundedAccountTests
{
    [Fact]
    public async Task Accounts_are_read_page_by_page_in_the_order_they_were_connected()
    {
        await using var host = await PlatformTestHost.StartAsync(new IngestionModule(), "--Ingestion:PublicData=false");
        var tenant = DemoTenant.Tenant;
        await host.Transactions.EnsureTenantAsync(tenant, "Test", default);
        await host.Database.ExecuteAsync($"""
            insert into ingestion.account (tenant_id, account_id, legal_entity_id, venue, name, credentials, key_hint, key_fingerprint, paused, removed, created_at)
              select '{tenant}', gen_random_uuid(), gen_random_uuid(), 'none', 'Account ' || n % 50, '\x', '', n::text, true, n % 3 > 0, timestamptz '2026-01-01T00:00Z' + make_interval(mins => n / 2) from generate_series(1, 12000) n;
            analyze ingestion.account
            """);
        foreach (var after in new AccountPlace?[] { null, new AccountPlace(new DateTime(2026, 1, 3, 0, 0, 0, DateTimeKind.Utc), Guid.Empty), new AccountPlace(new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc), Guid.Empty) })
        {
            await using var transaction = await host.Transactions.BeginAsync(tenant, default);
            Assert.InRange(await PlanBuffers.CountAsync(transaction, AccountItemSql.Page(tenant, after, 101)), 1, 250);
        }

        var (viewer, found, next) = (new GraphQLViewer(host.Services, tenant), new HashSet<string>(StringComparer.Ordinal), "");
        for (var more = true; more;)
        {
            var page = (await viewer.DataAsync($"{{ accounts(first: 500{next}) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}")).GetProperty("accounts");
            foreach (var node in page.GetProperty("nodes").EnumerateArray()) Assert.True(found.Add(node.GetRawText()));
            more = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();
            next = $", after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"";
        }

        Assert.Equal(4000, found.Count);
        Assert.Equal(["BAD_USER_INPUT"], await viewer.CodesAsync("{ accounts(after: \"nonsense\") { nodes { id } } }"));
    }
}
