using System.Globalization;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.MarketData.GraphQL;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.MarketData.Tests.GraphQL;

/// <summary>A page of prices reads its own rows, however long the history is.</summary>
public sealed class BoundedMarketTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Candles_and_reference_prices_of_years_are_read_page_by_page()
    {
        await using var host = await PlatformTestHost.StartAsync(new MarketDataModule());
        await host.Database.ExecuteAsync("""
            insert into marketdata.price_minute select 'btc', timestamptz '2026-01-01T00:00Z' + make_interval(mins => n), 1, 2, 1, 2 from generate_series(0, 43199) n where n < 1000 or n > 9000;
            insert into marketdata.reference_price select 'btc', 'hour', timestamptz '2026-01-01T00:00Z' + make_interval(hours => n / 4), 'source ' || n % 2, 1 + n / 2 % 2, n % 2, n, now() from generate_series(0, 39999) n;
            analyze marketdata.price_minute, marketdata.reference_price
            """);
        var question = new ReferenceQuestion("btc", false, Start, Start.AddYears(5), DateTimeOffset.MaxValue.AddYears(-1));
        await AssertReadsAsync(host, 300, MarketSql.CandlesOf("btc", TimeSpan.FromMinutes(1), Start, Start.AddYears(1), 51));
        await AssertReadsAsync(host, 700, MarketSql.CandlesOf("btc", TimeSpan.FromMinutes(5), Start.AddMinutes(900), Start.AddYears(1), 51));
        await AssertReadsAsync(host, 120, MarketSql.CandlesOf("btc", TimeSpan.FromHours(1), Start.AddHours(15), Start.AddYears(1), 3));
        await AssertReadsAsync(host, 120, MarketSql.ReferencesOf(question, null, 51));
        await AssertReadsAsync(host, 120, MarketSql.ReferencesOf(question, new(Start.AddHours(5000).UtcDateTime, 1, "source 1", 1), 51));
        Assert.Equal(40000, await CountAsync(new GraphQLViewer(host.Services, DemoTenant.Tenant), "referencePrices(asset: \"btc\", from: \"2026-01-01T00:00:00Z\", to: \"2031-01-01T00:00:00Z\", knownAt: \"2100-01-01T00:00:00Z\"", "at source version"));
    }

    [Fact]
    public async Task Assets_and_prices_now_are_told_in_pages_that_follow_each_other_by_id()
    {
        await using var host = await PlatformTestHost.StartAsync(new MarketDataModule());
        var viewer = new GraphQLViewer(host.Services, DemoTenant.Tenant);
        await Eventually.HoldsAsync(async () => await host.Database.ScalarAsync<long>("select count(*) from marketdata.asset where until_version is null") > 10, "the registry");
        var assets = (int)await host.Database.ScalarAsync<long>("select count(*) from marketdata.asset where until_version is null");
        Assert.Equal(assets, await CountAsync(viewer, "assets(", "id", 7));
        var prices = (await viewer.DataAsync("{ prices(first: 500) { nodes { assetId } } }")).GetProperty("prices").GetProperty("nodes").GetArrayLength();
        Assert.InRange(await CountAsync(viewer, "prices(", "assetId", 3), prices, int.MaxValue);
    }

    private static async Task AssertReadsAsync(PlatformTestHost host, long most, Npgsql.NpgsqlBatchCommand statement)
    {
        await using var transaction = await host.Transactions.BeginSystemAsync(default);
        Assert.InRange(await PlanBuffers.CountAsync(transaction, statement), 1, most);
    }

    private static async Task<int> CountAsync(GraphQLViewer viewer, string list, string fields, int first = 2000)
    {
        var (found, count) = (new HashSet<string>(StringComparer.Ordinal), 0);
        var name = list[..list.IndexOf('(', StringComparison.Ordinal)];
        for (var after = ""; ;)
        {
            var comma = list.EndsWith('(') ? "" : ", ";
            var page = (await viewer.DataAsync(string.Create(CultureInfo.InvariantCulture, $"{{ {list}{comma}first: {first}{after}) {{ nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }}"))).GetProperty(name);
            foreach (var node in page.GetProperty("nodes").EnumerateArray()) (count, _) = (count + 1, found.Add(node.GetRawText()));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) break;
            after = $", after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"";
        }

        Assert.Equal(found.Count, count);
        return count;
    }
}
