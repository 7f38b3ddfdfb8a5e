using PortfolioPlatform.Portfolio.GraphQL;
using PortfolioPlatform.Portfolio.Reconciliation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Queries;

/// <summary>What grows with a tenant, if not with time, is read page by page as well.</summary>
public sealed class BoundedEntityTests
{
    [Fact]
    public async Task Reconciliation_of_many_accounts_and_legal_persons_read_their_own_rows()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.Host.Database.ExecuteAsync($"""
            insert into portfolio.reconciliation select '{t.Tenant}', a, 'asset' || n, 1, 1, now(), 0, case when n % 500 = 3 then 'issue' else 'agreed' end, null, null
              from generate_series(1, 3000) n cross join (select unnest(array['{t.Kraken}', '{t.Binance}']::uuid[]) union all select gen_random_uuid() from generate_series(1, 10)) of(a);
            insert into portfolio.legal_entity select '{t.Tenant}', gen_random_uuid(), 'Entity ' || n % 700, 'DE' from generate_series(1, 20000) n;
            analyze portfolio.reconciliation, portfolio.legal_entity
            """);
        Guid[] accounts = [t.Kraken.Value, t.Binance.Value, Guid.NewGuid()];
        foreach (var (name, statement) in new[]
        {
            ("all", ReconciliationSql.Page(new(t.Tenant, false, "", 51), accounts)), ("in the middle", ReconciliationSql.Page(new(t.Tenant, false, "asset2", 51), accounts)),
            ("issues", ReconciliationSql.Page(new(t.Tenant, true, "", 51), accounts)), ("entities", TenantFields.Page(t.Tenant, null, null, 51)),
            ("entities in the middle", TenantFields.Page(t.Tenant, null, (Guid.Empty, "Entity 3"), 51)), ("entities of a part", TenantFields.Page(t.Tenant, accounts, null, 51)),
        })
            Assert.Equal((name, true), (name, await t.InTransactionAsync(transaction => PlanBuffers.CountAsync(transaction, statement)) < 250));
    }

    [Fact]
    public async Task Pages_of_a_tree_its_legal_persons_and_its_chains_are_together_what_there_is()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, Kernel.TransactionKind.Deposit, ("BTC", "1"), ("ETH", "2"))), t.Page(t.Binance, LedgerTenant.Fact("e", 1, Kernel.TransactionKind.Deposit, ("BTC", "1"))));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        foreach (var (list, fields, rows) in new[]
        {
            ("children", "name", 1), ("holdings", "assetId", 2), ("positionsAsOf", "accountId assetId", 3), ("profitAndLoss", "key", 2),
        })
        {
            var (found, after) = (new List<string>(), "");
            for (var more = true; more;)
            {
                var arguments = list switch { "positionsAsOf" => "asOf: \"2030-01-01T00:00:00Z\", ", "profitAndLoss" => "by: ASSET, ", "holdings" => "asOf: \"2030-01-01T00:00:00Z\", ", _ => "" };
                var page = (await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ {list}({arguments}first: 1{after}) {{ nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }} }}")).GetProperty("portfolio").GetProperty(list);
                found.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => n.GetRawText()));
                more = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();
                after = $", after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"";
            }

            Assert.Equal((list, rows, rows), (list, found.Count, found.Distinct().Count()));
            Assert.Equal(["BAD_USER_INPUT"], await viewer.CodesAsync($"{{ portfolio(id: \"{t.All}\") {{ {list}({(list == "profitAndLoss" ? "by: ASSET, " : list is "holdings" or "positionsAsOf" ? "asOf: \"2030-01-01T00:00:00Z\", " : "")}after: \"?\") {{ nodes {{ {fields} }} }} }} }}"));
        }
    }
}
