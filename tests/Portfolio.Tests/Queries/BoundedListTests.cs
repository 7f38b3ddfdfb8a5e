using System.Globalization;
using System.Text.Json;
using Npgsql;
using PortfolioPlatform.Portfolio.GraphQL;
using PortfolioPlatform.Portfolio.Queries;
using PortfolioPlatform.Portfolio.Valuation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Queries;

/// <summary>Every list that grows is read page by page: a page reads its own rows, wherever it stands, however long the list is and however rare what is asked for.</summary>
public sealed class BoundedListTests
{
    private const long Bounded = 200;

    [Fact]
    public async Task Problems_and_pairs_that_may_be_transfers_are_read_page_by_page_among_many_that_are_over()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.Host.Database.ExecuteAsync($"""
            insert into portfolio.problem select '{t.Tenant}', case when n % 1000 = 0 then '{t.Binance}' else '{t.Kraken}' end::uuid, gen_random_uuid(), 'code', null, 'detail', null,
              timestamptz '2026-01-01T00:00Z' + make_interval(secs => n), case when n % 10 = 0 then null else now() end from generate_series(1, 30000) n;
            insert into portfolio.transfer_suggestion select '{t.Tenant}', '{t.Kraken}', gen_random_uuid(), '{t.Binance}', gen_random_uuid(), 'same amount', n % 100 <> 0 from generate_series(1, 30000) n;
            analyze portfolio.problem, portfolio.transfer_suggestion
            """);
        var middle = new ProblemPlace(new DateTime(2026, 1, 1, 4, 0, 0, DateTimeKind.Utc), t.Kraken.Value, Guid.Empty);
        await AssertBoundedAsync(
            t,
            ("problems", ProblemQuery.Page(t.Tenant, null, null, 51)), ("problems in the middle", ProblemQuery.Page(t.Tenant, null, middle, 51)), ("of an account", ProblemQuery.Page(t.Tenant, t.Kraken.Value, middle, 51)),
            ("of one with few", ProblemQuery.Page(t.Tenant, t.Binance.Value, null, 51)), ("of one without", ProblemQuery.Page(t.Tenant, Guid.NewGuid(), null, 51)),
            ("pairs", ProblemQuery.Suggestions(t.Tenant, null, 51)), ("pairs in the middle", ProblemQuery.Suggestions(t.Tenant, (new("80000000-0000-0000-0000-000000000000"), Guid.Empty), 51)));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        Assert.Equal(3000, await PagedAsync(viewer, "problems", "", "accountId foundAt", d => d));
        Assert.Equal(30, await PagedAsync(viewer, "problems", $"accountId: \"{t.Binance}\", ", "foundAt", d => d));
        Assert.Equal(300, await PagedAsync(viewer, "transferSuggestions", "", "leftTransactionId arrivedTransactionId", d => d));
        Assert.Equal(["BAD_USER_INPUT"], await viewer.CodesAsync("{ problems(after: \"nonsense\") { nodes { code } } }"));
    }

    [Fact]
    public async Task Stored_risk_warnings_and_values_are_read_page_by_page_at_any_time()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.Host.Database.ExecuteAsync($$"""
            insert into portfolio.risk_report select '{{t.Tenant}}', '{{t.All}}', n, timestamptz '2026-01-01T00:00Z' + make_interval(mins => n), 1, '{}' from generate_series(1, 30000) n;
            insert into portfolio.risk_warning select '{{t.Tenant}}', '{{t.All}}', 'ValueAtRisk', 's' || n % 5, timestamptz '2026-01-01T00:00Z' + make_interval(mins => n), case when n % 3000 = 7 then null else now() end, 1, 1
              from generate_series(1, 30000) n;
            insert into portfolio.valuation_minute select '{{t.Tenant}}', '{{t.All}}', timestamptz '2026-01-01T00:00Z' + make_interval(mins => n), 'fiat:usd', n, true from generate_series(1, 50000) n;
            insert into portfolio.risk_night select '{{t.Tenant}}', '{{t.All}}', date '1950-01-01' + n, 1, now(), '{}' from generate_series(1, 20000) n;
            analyze portfolio.risk_report, portfolio.risk_warning, portfolio.valuation_minute, portfolio.risk_night
            """);
        var (all, old) = (t.All.Value, new DateTimeOffset(2026, 1, 10, 0, 0, 0, TimeSpan.Zero));
        await AssertBoundedAsync(
            t,
            ("risk", RiskPages.History(t.Tenant, all, (null, null), null, 51)), ("risk long ago", RiskPages.History(t.Tenant, all, (null, old), null, 51)),
            ("risk behind a cursor", RiskPages.History(t.Tenant, all, (null, null), (old.UtcDateTime, 12000), 51)), ("risk before there was any", RiskPages.History(t.Tenant, all, (null, old.AddYears(-1)), null, 51)),
            ("warnings", RiskPages.Warnings(t.Tenant, all, false, (old.UtcDateTime, "ValueAtRisk", "s1"), 51)), ("open warnings", RiskPages.Warnings(t.Tenant, all, true, null, 51)),
            ("nights", RiskPages.Nights(t.Tenant, all, null, 51)), ("nights behind a cursor", RiskPages.Nights(t.Tenant, all, (new DateOnly(1980, 1, 1), 1), 51)),
            ("values", HistorySql.Points(t.Tenant, t.All, old, 51)));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        Assert.Equal(30000, await PagedAsync(viewer, "riskWarnings", "openOnly: false, ", "raisedAt subject", d => d.GetProperty("portfolio"), $"portfolio(id: \"{t.All}\")"));
        Assert.InRange(await PagedAsync(viewer, "history", "from: \"2026-01-01T00:00:00Z\", ", "at", d => d.GetProperty("portfolio"), $"portfolio(id: \"{t.All}\")"), 10000, 10002); // with what is told while this runs
    }

    private static async Task AssertBoundedAsync(LedgerTenant t, params (string Name, NpgsqlBatchCommand Statement)[] pages)
    {
        var read = new List<string>();
        foreach (var (name, statement) in pages)
        {
            var buffers = await t.InTransactionAsync(transaction => PlanBuffers.CountAsync(transaction, statement));
            if (buffers > Bounded) read.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {buffers}"));
        }

        Assert.Empty(read);
    }

    /// <summary>How many different rows there are when every page has been asked for.</summary>
    private static async Task<int> PagedAsync(GraphQLViewer viewer, string list, string arguments, string fields, Func<JsonElement, JsonElement> place, string parent = "")
    {
        var (found, count) = (new HashSet<string>(StringComparer.Ordinal), 0);
        for (var after = ""; ;)
        {
            var asked = $"{list}({arguments}first: 500{after}) {{ nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }}";
            var page = place(await viewer.DataAsync(parent.Length == 0 ? $"{{ {asked} }}" : $"{{ {parent} {{ {asked} }} }}")).GetProperty(list);
            foreach (var node in page.GetProperty("nodes").EnumerateArray()) (count, _) = (count + 1, found.Add(node.GetRawText()));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) break;
            after = $", after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"";
        }

        Assert.Equal(found.Count, count);
        return count;
    }
}
