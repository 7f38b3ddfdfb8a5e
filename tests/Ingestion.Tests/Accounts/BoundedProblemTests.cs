using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Accounts;

/// <summary>A page of an account's problems reads, and opens, its own rows.</summary>
public sealed class BoundedProblemTests
{
    [Fact]
    public async Task Problems_of_pages_are_read_page_by_page_however_many_there_are()
    {
        await using var host = await PlatformTestHost.StartAsync(new IngestionModule(), "--Ingestion:PublicData=false");
        var (tenant, account) = (DemoTenant.Tenant, new AccountId(Guid.CreateVersion7()));
        await host.Transactions.EnsureTenantAsync(tenant, "Test", default);
        await host.Database.ExecuteAsync($"""
            insert into ingestion.page_problem select '{tenant}', '{account}', gen_random_uuid(), n % 3, 'ledgers', 'page-unreadable', null, '\x', timestamptz '2026-01-01T00:00Z' + make_interval(mins => n), null from generate_series(1, 30000) n;
            analyze ingestion.page_problem
            """);
        var middle = new PageProblemPlace(new DateTime(2026, 1, 10, 0, 0, 0, DateTimeKind.Utc), Guid.Empty, 0);
        foreach (var (of, after) in new (AccountId, PageProblemPlace?)[] { (account, null), (account, middle), (new(Guid.NewGuid()), null) })
        {
            await using var transaction = await host.Transactions.BeginAsync(tenant, default);
            Assert.InRange(await PlanBuffers.CountAsync(transaction, ProblemQuery.Page(tenant, of, after, 51)), 1, 150);
        }
    }
}
