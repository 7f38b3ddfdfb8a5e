using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Tree;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.GraphQL;

public sealed class PortfolioApiTests
{
    [Fact]
    public async Task The_viewer_sees_the_tree_of_its_tenant_and_nothing_of_another()
    {
        await using var t = await LedgerTenant.StartAsync();
        var data = await new GraphQLViewer(t.Host.Services, t.Tenant).DataAsync("{ viewer { name tenant { id name legalEntities { nodes { name } } } } portfolios { nodes { id name currency timeZone accountIds parent { name } children { nodes { name } } } } }");
        Assert.Equal("test", data.GetProperty("viewer").GetProperty("tenant").GetProperty("name").GetString());
        var (all, part) = (data.GetProperty("portfolios").GetProperty("nodes")[0], data.GetProperty("portfolios").GetProperty("nodes")[1]);
        Assert.Equal((2, "Part", "All", "fiat:eur"), (all.GetProperty("accountIds").GetArrayLength(), all.GetProperty("children").GetProperty("nodes")[0].GetProperty("name").GetString(), part.GetProperty("parent").GetProperty("name").GetString(), part.GetProperty("currency").GetString()));
        var stranger = new GraphQLViewer(t.Host.Services, new TenantId(Guid.CreateVersion7()));
        Assert.Equal(JsonValueKind.Null, (await stranger.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ name }} }}")).GetProperty("portfolio").ValueKind);
        Assert.Equal(["FORBIDDEN"], await new GraphQLViewer(t.Host.Services, t.Tenant).CodesAsync($"mutation {{ annotateTransaction(input: {{idempotencyKey: \"1\", accountId: \"{t.Kraken}\", transactionId: \"{Guid.Empty}\", text: \"\"}}) {{ added }} }}"));
    }

    [Fact]
    public async Task A_change_of_the_tree_is_in_the_next_answer_also_where_the_clock_was_set_back()
    {
        await using var t = await LedgerTenant.StartAsync();
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        async Task<string> NameAsync() => (await viewer.DataAsync($"{{ portfolio(id: \"{t.Part}\") {{ name }} }}")).GetProperty("portfolio").GetProperty("name").GetString()!;
        Assert.Equal("Part", await NameAsync());
        await t.Host.Database.ExecuteAsync($"update portfolio.tree_version set recorded_at = recorded_at + interval '1 hour' where tenant_id = '{t.Tenant}'");
        foreach (var name in (string[])["Other", "Third"])
        {
            await t.InTransactionAsync(async transaction =>
            {
                await TreeSql.WriteNodeAsync(transaction, new(t.Part, t.All, name, new("fiat:eur"), "Europe/Berlin", [t.Kraken, t.Binance]), 1, default);
                return true;
            });
            Assert.Equal(name, await NameAsync());
        }
    }

    [Fact]
    public async Task Holdings_and_totals_are_those_of_the_feed_and_come_for_a_portfolio_nobody_watched()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1.5"))));
        await t.PublishAsync(new BalancesReported(t.Tenant, t.Kraken, "kraken", LedgerTenant.Day.AddHours(1), HistoryComplete: true, [new("BTC", "BTC", "spot", Quantity.Parse("1.5"), Quantity.Parse("1.5"))]));
        await t.QuietAsync();
        await t.PriceAsync(("btc", "100.10"));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        var query = $"{{ portfolio(id: \"{t.All}\") {{ valuation {{ value currency }} holdings {{ nodes {{ assetId quantity value price accountIds }} pageInfo {{ hasNextPage }} }} }} }}";
        JsonElement portfolio = default;
        await Eventually.HoldsAsync(
            async () => (portfolio = (await viewer.DataAsync(query)).GetProperty("portfolio")).GetProperty("holdings").GetProperty("nodes") is { } nodes && nodes.GetArrayLength() == 1 && nodes[0].GetProperty("value").GetString() == "150.15",
            "the valued holding");
        Assert.Equal(("150.15", "USD"), (portfolio.GetProperty("valuation").GetProperty("value").GetString(), portfolio.GetProperty("valuation").GetProperty("currency").GetString()));
        var explained = (await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ explain {{ formulas pricedHoldings unpricedHoldings pricedShare openDifferences chainHeads {{ nodes {{ accountId number hash }} }} }} }} }}")).GetProperty("portfolio").GetProperty("explain");
        Assert.Equal((1, 0, "100"), (explained.GetProperty("pricedHoldings").GetInt32(), explained.GetProperty("unpricedHoldings").GetInt32(), explained.GetProperty("pricedShare").GetString()));
        var parts = (await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ btc: explain(assetId: \"btc\") {{ pricedHoldings prices {{ nodes {{ assetId }} }} transactions {{ nodes {{ kind }} }} }} eth: explain(assetId: \"eth\") {{ pricedHoldings prices {{ nodes {{ assetId }} }} transactions {{ nodes {{ kind }} }} }} }} }}")).GetProperty("portfolio");
        Assert.Equal("""{"btc":{"pricedHoldings":1,"prices":{"nodes":[{"assetId":"btc"}]},"transactions":{"nodes":[{"kind":"DEPOSIT"}]}},"eth":{"pricedHoldings":0,"prices":{"nodes":[]},"transactions":{"nodes":[]}}}""", parts.GetRawText());
        var agreement = $"{{ portfolio(id: \"{t.All}\") {{ explain {{ openDifferences reconciledShare reconciledValueShare pricedValueShare }} }} }}";
        Assert.Equal("""{"explain":{"openDifferences":0,"reconciledShare":"100","reconciledValueShare":"100","pricedValueShare":"100"}}""", (await viewer.DataAsync(agreement)).GetProperty("portfolio").GetRawText());
        await t.Host.Database.ExecuteAsync($"insert into portfolio.reconciliation values ('{t.Tenant}', '{t.Kraken}', 'btc', 1, 2, now(), 0, 'issue', null, null) on conflict (tenant_id, account_id, asset_id) do update set state = 'issue'");
        Assert.Equal("""{"explain":{"openDifferences":1,"reconciledShare":"0","reconciledValueShare":"0","pricedValueShare":"100"}}""", (await viewer.DataAsync(agreement)).GetProperty("portfolio").GetRawText());
        var head = Assert.Single(explained.GetProperty("chainHeads").GetProperty("nodes").EnumerateArray());
        Assert.Equal((t.Kraken.ToString(), 1, 64), (head.GetProperty("accountId").GetString(), head.GetProperty("number").GetInt32(), head.GetProperty("hash").GetString()!.Length));
    }

    [Fact]
    [Trait("Pain", "41")]
    public async Task Transactions_page_by_keyset_in_both_orders_with_filters()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(
            t.Page(t.Kraken, [.. Enumerable.Range(0, 30).Select(i => LedgerTenant.Fact($"k{i}", i / 3, TransactionKind.Deposit, (i % 2 == 0 ? "BTC" : "ETH", "1")))]),
            t.Page(t.Binance, [.. Enumerable.Range(0, 17).Select(i => LedgerTenant.Fact($"b{i}", i / 2, i < 5 ? TransactionKind.Airdrop : TransactionKind.Deposit, ("BTC", "1")))]));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        var newest = await AllAsync(viewer, t, "");
        Assert.Equal(47, newest.Distinct().Count());
        Assert.Equal(newest.AsEnumerable().Reverse(), await AllAsync(viewer, t, "order: OLDEST_FIRST"));
        Assert.Equal(32, (await AllAsync(viewer, t, "filter: {assetId: \"btc\"}")).Count);
        Assert.Equal(17, (await AllAsync(viewer, t, $"filter: {{accountIds: [\"{t.Binance}\"]}}")).Count);
        Assert.Equal(5, (await AllAsync(viewer, t, "filter: {kinds: [AIRDROP]}")).Count);
        var from = LedgerTenant.Day.AddMinutes(2).ToString("O", CultureInfo.InvariantCulture);
        Assert.Equal(43 - 6, (await AllAsync(viewer, t, $"filter: {{from: \"{from}\"}}")).Count);
        Assert.Equal(["BAD_USER_INPUT"], await viewer.CodesAsync($"{{ portfolio(id: \"{t.All}\") {{ transactions(after: \"nonsense\") {{ nodes {{ id }} }} }} }}"));
    }

    [Fact]
    [Trait("Pain", "2")]
    public async Task An_edit_is_made_once_for_its_key_and_the_past_stays_as_it_was_known()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1"))));
        var before = DateTimeOffset.UtcNow;
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        var id = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "d");
        const string Edit = "mutation ($input: EditTransactionInput!) { editTransaction(input: $input) { added errors { code } } }";
        object Input(string key, string amount, Guid? entry = null) => new { input = new { idempotencyKey = key, accountId = t.Kraken.Value, transactionId = entry ?? id, reason = "the venue is wrong", legs = new[] { new { symbol = "BTC", amount } } } };
        for (var i = 0; i < 2; i++) Assert.Equal("{\"editTransaction\":{\"added\":1,\"errors\":[]}}", (await viewer.DataAsync(Edit, Input("k1", "2"))).GetRawText());
        Assert.Equal(2, await t.CountAsync("ledger_entry"));
        Assert.Equal("{\"editTransaction\":{\"added\":0,\"errors\":[{\"code\":\"IDEMPOTENCY_KEY_REUSED\"}]}}", (await viewer.DataAsync(Edit, Input("k1", "3"))).GetRawText());
        Assert.Equal("{\"editTransaction\":{\"added\":0,\"errors\":[{\"code\":\"ENTRY_NOT_FOUND\"}]}}", (await viewer.DataAsync(Edit, Input("k2", "3", Guid.Empty))).GetRawText());
        Assert.Equal("{\"editTransaction\":{\"added\":0,\"errors\":[{\"code\":\"BAD_IDEMPOTENCY_KEY\"}]}}", (await viewer.DataAsync(Edit, Input("", "3"))).GetRawText());
        var known = before.ToString("O", CultureInfo.InvariantCulture);
        var past = await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ then: positionsAsOf(asOf: \"2030-01-01T00:00:00Z\", knownAt: \"{known}\") {{ nodes {{ assetId quantity }} }} now: positionsAsOf(asOf: \"2030-01-01T00:00:00Z\") {{ nodes {{ quantity }} }} profitAndLoss(by: VENUE) {{ nodes {{ key }} }} }} }}");
        var portfolio = past.GetProperty("portfolio");
        Assert.Equal(("1", "2", "kraken"), (portfolio.GetProperty("then").GetProperty("nodes")[0].GetProperty("quantity").GetString(), portfolio.GetProperty("now").GetProperty("nodes")[0].GetProperty("quantity").GetString(), portfolio.GetProperty("profitAndLoss").GetProperty("nodes")[0].GetProperty("key").GetString()));
    }

    [Fact]
    public async Task Two_requests_with_one_key_at_the_same_time_make_one_change()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1"))));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        var id = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "d");
        var note = $"mutation {{ annotateTransaction(input: {{idempotencyKey: \"n\", accountId: \"{t.Kraken}\", transactionId: \"{id}\", text: \"mine\"}}) {{ added }} }}";
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => viewer.DataAsync(note)));
        Assert.All(answers, a => Assert.Equal("{\"annotateTransaction\":{\"added\":1}}", a.GetRawText()));
        Assert.Equal(1, await t.CountAsync("ledger_entry", "record = 2"));
    }

    [Fact]
    public async Task A_subscriber_gets_everything_once_and_then_what_changes()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1"))));
        await t.PriceAsync(("btc", "100"));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var seen = new List<string?>();
        await foreach (var answer in viewer.ListenAsync($"subscription {{ onPortfolio(id: \"{t.All}\") {{ valuation {{ value }} holdings {{ assetId price }} }} }}", deadline.Token))
        {
            var prices = answer.GetProperty("data").GetProperty("onPortfolio").GetProperty("holdings").EnumerateArray().Select(h => h.GetProperty("price").GetString()).ToArray();
            seen.AddRange(prices);
            if (prices.Contains("200")) break;
            if (prices.Contains("100")) await t.PriceAsync(("btc", "200"));
        }
        Assert.Equal("200", seen[^1]);
        await foreach (var answer in viewer.ListenAsync($"subscription {{ onPortfolio(id: \"{Guid.Empty}\") {{ portfolioId }} }}", deadline.Token))
            Assert.Equal("NOT_FOUND", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Problems_and_differences_are_read_and_told()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1"))));
        await t.PublishAsync(new PageProblemFound(t.Tenant, t.Kraken, Guid.CreateVersion7(), "UNKNOWN_CODE", "n1", "What is XYZ?"));
        await t.QuietAsync();
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        var problem = Assert.Single((await viewer.DataAsync("{ problems { nodes { accountId code detail } } transferSuggestions { nodes { reason } } }")).GetProperty("problems").GetProperty("nodes").EnumerateArray());
        Assert.Equal("UNKNOWN_CODE", problem.GetProperty("code").GetString());
        await foreach (var answer in viewer.ListenAsync("subscription { onProblems { code } }"))
        {
            Assert.Equal("{\"data\":{\"onProblems\":[{\"code\":\"UNKNOWN_CODE\"}]}}", answer.GetRawText());
            break;
        }
        await foreach (var answer in viewer.ListenAsync("subscription { onReconciliation { state } }"))
        {
            Assert.Equal("{\"data\":{\"onReconciliation\":[]}}", answer.GetRawText());
            break;
        }
    }

    private static async Task<List<string>> AllAsync(GraphQLViewer viewer, LedgerTenant t, string arguments)
    {
        var found = new List<string>();
        for (var after = ""; ;)
        {
            var data = await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ transactions(first: 7 {after} {arguments}) {{ edges {{ cursor node {{ id time legs {{ assetId amount role }} }} }} pageInfo {{ hasNextPage endCursor }} }} }} }}");
            var page = data.GetProperty("portfolio").GetProperty("transactions");
            found.AddRange(page.GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("node").GetProperty("id").GetString()!));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) return found;
            after = $"after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"";
        }
    }
}
