using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Host.Tests;

/// <summary>One request over all modules, as an institution's dashboard sends it.</summary>
[Collection(SmallDemoStories.Name)]
public sealed class DashboardTests(SmallDemo demo)
{
    private const string Query =
        """
        query ($portfolio: ID!) {
          viewer { name tenant { name legalEntities { nodes { name } } } }
          portfolio(id: $portfolio) {
            valuation { value complete } holdings(first: 500) { nodes { assetId quantity value asset { symbol } } }
            transactions(first: 20) { nodes { time kind legs { assetId amount } account { id name venue } } pageInfo { hasNextPage } }
            explain { openDifferences chainHeads { nodes { accountId number } } }
          }
          accounts { nodes { name venue sync { state records } reconciliation { nodes { assetId state } } } }
          prices(first: 5) { nodes { usd asset { id } } }
          problems { nodes { code account { name } } }
        }
        """;

    [Fact]
    public async Task One_request_reads_what_all_modules_own_and_agrees_with_the_feed()
    {
        var answer = await (await demo.Http.PostAsJsonAsync("/graphql", new { query = Query, variables = new { portfolio = SmallDemo.Id("all") } })).Content.ReadFromJsonAsync<JsonNode>();
        Assert.Null(answer!["errors"]?.ToJsonString());
        var (data, portfolio) = (answer["data"]!, answer["data"]!["portfolio"]!);
        Assert.Equal(("Demo", true), ((string?)data["viewer"]!["tenant"]!["name"], (bool)portfolio["valuation"]!["complete"]!));
        var held = portfolio["holdings"]!["nodes"]!.AsArray().ToDictionary(h => (string)h!["assetId"]!, h => (string)h!["quantity"]!);
        Assert.NotEmpty(held);
        Assert.All(portfolio["holdings"]!["nodes"]!.AsArray().Where(h => (string)h!["assetId"]! is "btc" or "eth"), h => Assert.Equal((string)h!["assetId"]!, ((string)h["asset"]!["symbol"]!).ToLowerInvariant()));
        var transactions = portfolio["transactions"]!["nodes"]!.AsArray();
        Assert.Equal((20, true), (transactions.Count, (bool)portfolio["transactions"]!["pageInfo"]!["hasNextPage"]!));
        Assert.All(transactions, t => Assert.Contains((string)t!["account"]!["venue"]!, DemoTenant.Venues));
        Assert.True(portfolio["explain"]!["chainHeads"]!["nodes"]!.AsArray().Count >= DemoTenant.Venues.Count);
        Assert.All(data["accounts"]!["nodes"]!.AsArray(), a => Assert.NotNull(a!["sync"]!["state"]));
        Assert.Equal(5, data["prices"]!["nodes"]!.AsArray().Count);
    }
}
