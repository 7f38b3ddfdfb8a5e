using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Tax.Tests.Live;

public sealed class LiveLedgerTests
{
    [Fact]
    public async Task Gains_of_the_ledger_come_with_lots_prices_and_their_distance_in_time()
    {
        await using var t = await TaxTenant.StartAsync();
        await t.PriceAsync("btc", 10, "70000");
        await t.RecordAsync(
            t.Kraken,
            TaxTenant.Fact("buy", 0, TransactionKind.Trade, ("BTC", "2"), ("USD", "-100000"), ("USD!", "-10")),
            TaxTenant.Fact("swap", 10.0625, TransactionKind.Trade, ("BTC", "-0.5"), ("ETH", "10")),
            TaxTenant.Fact("sell", 20, TransactionKind.Trade, ("BTC", "-1"), ("USD", "60000"), ("USD!", "-6")));
        var year = await t.YearAsync("label currency method scope totals { rows gain shortTerm } disposals { nodes { row assetId units proceeds basis fees gain term rule basisKnown transactionId lotTransactionId proceedsPrice { source perUnit distanceSeconds } basisPrice { source } } } lots { nodes { assetId units cost wallet } }");
        Assert.Equal(("2024", "USD", "fifo", "wallet"), (year.GetProperty("label").GetString(), year.GetProperty("currency").GetString(), year.GetProperty("method").GetString(), year.GetProperty("scope").GetString()));
        var rows = year.GetProperty("disposals").GetProperty("nodes");
        Assert.Equal(("35000", "25000", "60000", "50000"), (rows[0].GetProperty("proceeds").GetString(), rows[0].GetProperty("basis").GetString(), rows[1].GetProperty("proceeds").GetString(), rows[1].GetProperty("basis").GetString()));
        Assert.Equal(("kraken btc/usd", "70000", 5400), (rows[0].GetProperty("proceedsPrice").GetProperty("source").GetString(), rows[0].GetProperty("proceedsPrice").GetProperty("perUnit").GetString(), rows[0].GetProperty("proceedsPrice").GetProperty("distanceSeconds").GetInt32()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rows[1].GetProperty("proceedsPrice").ValueKind);
        Assert.Equal(t.Entry(t.Kraken, "buy").ToString(), rows[1].GetProperty("lotTransactionId").GetString());
        // 35000 − 25000 − 2.5 and 60000 − 6 − 50000 − 5
        Assert.Equal(("19986.5", 2), (year.GetProperty("totals").GetProperty("gain").GetString(), year.GetProperty("totals").GetProperty("rows").GetInt32()));
        Assert.Equal(["btc 0.5 25002.5", "eth 10 35000"], year.GetProperty("lots").GetProperty("nodes").EnumerateArray().Select(l => $"{l.GetProperty("assetId").GetString()} {l.GetProperty("units").GetString()} {l.GetProperty("cost").GetString()}"));
    }

    [Fact]
    public async Task A_withdrawal_nobody_explained_realises_nothing_shows_its_range_and_follows_the_answer()
    {
        await using var t = await TaxTenant.StartAsync();
        await t.PriceAsync("btc", 30, "90000");
        await t.RecordAsync(
            t.Kraken,
            TaxTenant.Fact("buy", 0, TransactionKind.Trade, ("BTC", "1"), ("USD", "-50000")),
            TaxTenant.Fact("out", 30, TransactionKind.Withdrawal, ("BTC", "-0.5")));
        Assert.Equal("0", (await t.YearAsync("totals { gain }")).GetProperty("totals").GetProperty("gain").GetString());
        var problem = Assert.Single(await ProblemsAsync(t));
        Assert.Equal(("unmatched-withdrawal", "0", "20000"), (problem.GetProperty("code").GetString(), problem.GetProperty("leastEffect").GetString(), problem.GetProperty("mostEffect").GetString()));
        Assert.Contains("PAYMENT", problem.GetProperty("answers").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal("true", await DecideAsync(t, "k1", "out", "PAYMENT"));
        Assert.Equal("20000", (await t.YearAsync("totals { gain }")).GetProperty("totals").GetProperty("gain").GetString());
        Assert.Empty(await ProblemsAsync(t));
        Assert.Equal("true", await DecideAsync(t, "k2", "out", "OPEN"));
        Assert.Single(await ProblemsAsync(t));
        Assert.Equal("ENTRY_NOT_FOUND", await DecideAsync(t, "k3", "none", "OWN"));
        Assert.Equal("BASIS_MISSING", await DecideAsync(t, "k4", "out", "BOUGHT"));
        Assert.Equal("BAD_MEANING", await DecideAsync(t, "k5", "out", "STAKING"));
    }

    [Fact]
    public async Task A_deposit_of_unknown_basis_is_marked_until_somebody_gives_one()
    {
        await using var t = await TaxTenant.StartAsync();
        await t.RecordAsync(
            t.Kraken,
            TaxTenant.Fact("in", 0, TransactionKind.Deposit, ("BTC", "1")),
            TaxTenant.Fact("sell", 5, TransactionKind.Trade, ("BTC", "-1"), ("USD", "60000")));
        const string Fields = "totals { gain unknownBasis longTerm } disposals { nodes { basisKnown } }";
        var before = await t.YearAsync(Fields);
        Assert.Equal(("60000", "60000", false), (before.GetProperty("totals").GetProperty("gain").GetString(), before.GetProperty("totals").GetProperty("unknownBasis").GetString(), before.GetProperty("disposals").GetProperty("nodes")[0].GetProperty("basisKnown").GetBoolean()));
        Assert.Equal("true", await DecideAsync(t, "k", "in", "BOUGHT", ", basis: \"40000\", acquired: \"2022-01-01T00:00:00Z\""));
        var after = await t.YearAsync(Fields);
        Assert.Equal(("20000", "0", "20000"), (after.GetProperty("totals").GetProperty("gain").GetString(), after.GetProperty("totals").GetProperty("unknownBasis").GetString(), after.GetProperty("totals").GetProperty("longTerm").GetString()));
    }

    [Fact]
    public async Task Settings_belong_to_an_entity_and_are_checked()
    {
        await using var t = await TaxTenant.StartAsync();
        await t.RecordAsync(
            t.Kraken,
            TaxTenant.Fact("a", 0, TransactionKind.Trade, ("BTC", "1"), ("USD", "-10000")), TaxTenant.Fact("b", 1, TransactionKind.Trade, ("BTC", "1"), ("USD", "-30000")),
            TaxTenant.Fact("c", 2, TransactionKind.Trade, ("BTC", "-1"), ("USD", "40000")));
        var entities = (await t.Viewer.DataAsync("{ taxEntities { nodes { id name jurisdiction currency method scope years wallets { nodes { wallet name } } } } }")).GetProperty("taxEntities").GetProperty("nodes");
        Assert.Equal(["Meridian GmbH de EUR fifo wallet", "Meridian LLC us USD fifo wallet"], entities.EnumerateArray().Select(e => string.Join(' ', new[] { "name", "jurisdiction", "currency", "method", "scope" }.Select(f => e.GetProperty(f).GetString()))));
        Assert.Equal(2024, Assert.Single(entities[1].GetProperty("years").EnumerateArray()).GetInt32());
        Assert.Equal("30000", (await t.YearAsync("totals { gain }")).GetProperty("totals").GetProperty("gain").GetString());
        Assert.Equal("BAD_SETTINGS", await SetAsync(t, "s1", "acb"));
        Assert.Equal("1", await SetAsync(t, "s2", "hifo"));
        var year = await t.YearAsync("method totals { gain } methods { method totals { gain } }");
        Assert.Equal(("hifo", "10000"), (year.GetProperty("method").GetString(), year.GetProperty("totals").GetProperty("gain").GetString()));
        Assert.Equal(["fifo 30000", "lifo 10000", "hifo 10000", "lofo 30000"], year.GetProperty("methods").EnumerateArray().Select(m => $"{m.GetProperty("method").GetString()} {m.GetProperty("totals").GetProperty("gain").GetString()}"));
        Assert.Equal("30000", (await t.YearAsync("totals { gain }", more: ", method: \"lofo\"")).GetProperty("totals").GetProperty("gain").GetString());
        var stranger = new GraphQLViewer(t.Host.Services, new TenantId(Guid.CreateVersion7()), "owner");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await stranger.DataAsync($"{{ taxYear(entityId: \"{t.Entity}\", year: 2024) {{ label }} }}")).GetProperty("taxYear").ValueKind);
    }

    [Fact]
    public async Task Disposals_page_by_key_and_a_sale_can_be_looked_at_before_it_is_made()
    {
        await using var t = await TaxTenant.StartAsync();
        await t.RecordAsync(t.Kraken, [TaxTenant.Fact("a", 0, TransactionKind.Trade, ("BTC", "10"), ("USD", "-100000")), .. Enumerable.Range(1, 7).Select(i => TaxTenant.Fact($"s{i}", i, TransactionKind.Trade, ("BTC", "-1"), ("USD", $"{20000 + i}")))]);
        var (seen, after) = (new List<string?>(), "");
        for (var more = true; more;)
        {
            var page = (await t.YearAsync($"disposals(first: 3{after}) {{ nodes {{ proceeds }} pageInfo {{ hasNextPage endCursor }} }}")).GetProperty("disposals");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("proceeds").GetString()));
            more = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();
            after = $", after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"";
        }

        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"{20000 + i}"), seen);
        Assert.Equal(["BAD_USER_INPUT"], await t.Viewer.CodesAsync($"{{ taxYear(entityId: \"{t.Entity}\", year: 2024) {{ disposals(after: \"?\") {{ nodes {{ row }} }} }} }}"));
        Assert.Equal(0, (await t.YearAsync("disposals(filter: {assetId: \"eth\"}) { nodes { row } }")).GetProperty("disposals").GetProperty("nodes").GetArrayLength());
        var preview = (await t.Viewer.DataAsync($"{{ taxPreview(entityId: \"{t.Entity}\", sale: {{assetId: \"btc\", quantity: \"2\", price: \"9000\", at: \"2024-06-01T00:00:00Z\"}}) {{ methods {{ method gain shortTerm denied }} losses {{ assetId unrealised boughtRecently }} allowance {{ limit left }} repurchase {{ rule from until bought }} }} }}")).GetProperty("taxPreview");
        Assert.Equal(("fifo", "-2000"), (preview.GetProperty("methods")[0].GetProperty("method").GetString(), preview.GetProperty("methods")[0].GetProperty("gain").GetString()));
        Assert.Equal("-3000", Assert.Single(preview.GetProperty("losses").EnumerateArray()).GetProperty("unrealised").GetString());
        Assert.Equal("3000", preview.GetProperty("allowance").GetProperty("limit").GetString());
        Assert.Equal((System.Text.Json.JsonValueKind.Null, "0"), (preview.GetProperty("repurchase").GetProperty("until").ValueKind, preview.GetProperty("methods")[0].GetProperty("denied").GetString()));
        var switched = (await t.Viewer.DataAsync($"{{ taxPreview(entityId: \"{t.Entity}\", sale: {{assetId: \"btc\", quantity: \"1\", price: \"9000\", at: \"2024-03-20T00:00:00Z\", washSales: true}}) {{ methods {{ method gain denied }} repurchase {{ from until bought }} }} }}")).GetProperty("taxPreview");
        Assert.Equal("""{"from":"2024-02-18","until":"2024-04-18","bought":"10"}""", switched.GetProperty("repurchase").GetRawText());
    }

    private static async Task<List<System.Text.Json.JsonElement>> ProblemsAsync(TaxTenant t) =>
        [.. (await t.Viewer.DataAsync("{ taxEntities { nodes { name problems { nodes { code row wallet assetId units reason fix answers leastEffect mostEffect transactionId } } } } }")).GetProperty("taxEntities").GetProperty("nodes").EnumerateArray()
            .Single(e => e.GetProperty("name").GetString() == "Meridian LLC").GetProperty("problems").GetProperty("nodes").EnumerateArray()];

    private static async Task<string?> DecideAsync(TaxTenant t, string key, string entry, string meaning, string more = "")
    {
        var answer = (await t.Viewer.DataAsync($"mutation {{ decideTaxMovement(input: {{idempotencyKey: \"{key}\", accountId: \"{t.Kraken}\", transactionId: \"{t.Entry(t.Kraken, entry)}\", meaning: {meaning}, reason: \"r\"{more}}}) {{ kept errors {{ code }} }} }}")).GetProperty("decideTaxMovement");
        return answer.GetProperty("kept").GetBoolean() ? "true" : answer.GetProperty("errors")[0].GetProperty("code").GetString();
    }

    private static async Task<string?> SetAsync(TaxTenant t, string key, string method)
    {
        var answer = (await t.Viewer.DataAsync($"mutation {{ setTaxSettings(input: {{idempotencyKey: \"{key}\", entityId: \"{t.Entity}\", jurisdiction: \"us\", currency: \"usd\", method: \"{method}\", scope: \"universal\"}}) {{ entity {{ settingsVersion }} errors {{ code message }} }} }}")).GetProperty("setTaxSettings");
        return answer.GetProperty("errors").GetArrayLength() == 0 ? $"{answer.GetProperty("entity").GetProperty("settingsVersion").GetInt32()}" : answer.GetProperty("errors")[0].GetProperty("code").GetString();
    }
}
