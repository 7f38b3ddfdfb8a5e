using System.Globalization;
using System.Net;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Bitfinex;

/// <summary>What the authenticated lists tell, held against the truth.</summary>
public sealed class BitfinexHistoryTests(FrozenWorld world) : IClassFixture<FrozenWorld>
{
    [Fact]
    public async Task Trades_walked_oldest_first_by_time_are_all_trades()
    {
        var sandbox = world.Sandbox;
        using var client = new BitfinexClient(sandbox);
        var rows = new Dictionary<(long, string), JsonElement>();
        for (long start = 0, fresh = 1; fresh > 0;)
        {
            var page = await client.ReadAsync("/v2/auth/r/trades/hist", $$"""{"start":{{start}},"limit":500,"sort":1}""");
            fresh = page.EnumerateArray().Count(r => rows.TryAdd((r[0].GetInt64(), r[1].GetString()!), r));
            start = page.EnumerateArray().Select(r => r[2].GetInt64()).DefaultIfEmpty(start).Max();
        }

        var truth = sandbox.Truth.Events("bitfinex", "main").Where(e => e.Fill is not null).ToList();
        Assert.Equal(truth.Count, rows.Count);
        foreach (var (row, entry) in rows.Values.Zip(truth)) Same(row, entry);
    }

    [Fact]
    public async Task Ledger_rows_sum_to_every_wallet_and_carry_the_balance_after_them()
    {
        var sandbox = world.Sandbox;
        using var client = new BitfinexClient(sandbox);
        var wallets = (await client.ReadAsync("/v2/auth/r/wallets")).EnumerateArray().ToDictionary(w => (w[0].GetString()!, w[1].GetString()!), w => BitfinexClient.Number(w[2]));
        var rows = await LedgerAsync(client, "/v2/auth/r/ledgers/hist", "");
        var sums = rows.Values.GroupBy(r => (r[2].GetString()!, r[1].GetString()!)).ToDictionary(g => g.Key, g => g.Sum(r => BitfinexClient.Number(r[5])));
        Assert.Equal(wallets.Count, sums.Count);
        foreach (var (wallet, balance) in wallets)
        {
            Assert.Equal(balance, sums[wallet]);
            Assert.Equal(balance, BitfinexClient.Number(rows.Values.Where(r => (r[2].GetString()!, r[1].GetString()!) == wallet).MaxBy(r => r[0].GetInt64())[6]));
        }

        Assert.Equal(sandbox.Truth.Events("bitfinex", "main").Sum(e => e.Legs.Length), rows.Count);
    }

    [Fact]
    public async Task Ledger_categories_and_currencies_divide_the_ledger()
    {
        var sandbox = world.Sandbox;
        using var client = new BitfinexClient(sandbox);
        var all = await LedgerAsync(client, "/v2/auth/r/ledgers/hist", "");
        var divided = 0;
        foreach (var category in (int[])[5, 28, 51, 101, 104, 105, 201, 202, 241, 254, 262, 401, 905, 907])
        {
            var rows = await LedgerAsync(client, "/v2/auth/r/ledgers/hist", $",\"category\":{category}");
            Assert.True(rows.Count > 0 || category == 907, $"nothing in category {category}");
            divided += rows.Count;
        }

        Assert.Equal(all.Count, divided);
        var tether = await LedgerAsync(client, "/v2/auth/r/ledgers/UST/hist", ",\"wallet\":\"funding\"");
        Assert.All(tether.Values, r => Assert.Equal(("UST", "funding"), (r[1].GetString(), r[2].GetString())));
        Assert.NotEmpty(tether);
    }

    [Fact]
    public async Task Movements_have_22_columns_and_tell_how_each_ended()
    {
        var sandbox = world.Sandbox;
        using var client = new BitfinexClient(sandbox);
        var truth = sandbox.Truth.Events("bitfinex", "main").Where(e => e.Movement is not null && e.Kind != EconomicKind.WithdrawalReversal).Reverse().ToList();
        var rows = (await client.ReadAsync("/v2/auth/r/movements/hist", """{"limit":1000}""")).EnumerateArray().ToList();
        Assert.Equal(truth.Count, rows.Count);
        Assert.Contains(rows, r => r[9].GetString() == "CANCELED");
        foreach (var (row, entry) in rows.Zip(truth))
        {
            Assert.Equal(22, row.GetArrayLength());
            Assert.Equal(entry.Legs[0].Amount, BitfinexClient.Number(row[12]));
            Assert.Equal(entry.Movement!.IsFiat ? null : entry.Movement.TxHash, row[20].GetString());
        }

        var ether = await client.ReadAsync("/v2/auth/r/movements/ETH/hist", """{"limit":1000}""");
        Assert.Equal(truth.Count(e => e.Legs[0].Asset == "ETH"), ether.GetArrayLength());
    }

    [Theory]
    [InlineData("/v2/auth/r/trades/hist", 2500)]
    [InlineData("/v2/auth/r/ledgers/hist", 2500)]
    [InlineData("/v2/auth/r/movements/hist", 1000)]
    [InlineData("/v2/auth/r/orders/hist", 2500)]
    public async Task A_page_has_25_rows_unless_asked_and_a_limit_beyond_the_most_is_refused(string path, int most)
    {
        var sandbox = world.Sandbox;
        using var client = new BitfinexClient(sandbox);
        Assert.Equal(25, (await client.ReadAsync(path)).GetArrayLength());
        var (status, text) = await client.PostAsync(path, $$"""{"limit":{{most + 1}}}""");
        Assert.Equal((HttpStatusCode.InternalServerError, """["error",10020,"limit: invalid"]"""), (status, text));
        Assert.Equal("""["error",10020,"limit: invalid"]""", (await client.PostAsync(path, """{"start":"yesterday"}""")).Body);
    }

    [Fact]
    public async Task Trades_of_a_symbol_and_of_an_order_are_those_of_the_list()
    {
        var sandbox = world.Sandbox;
        using var client = new BitfinexClient(sandbox);
        var doge = await client.ReadAsync("/v2/auth/r/trades/tDOGE:USD/hist", """{"limit":10}""");
        Assert.Equal(10, doge.GetArrayLength());
        Assert.All(doge.EnumerateArray(), r => Assert.Equal("tDOGE:USD", r[1].GetString()));
        var order = doge[0][3].GetInt64().ToString(CultureInfo.InvariantCulture);
        var fills = await client.ReadAsync($"/v2/auth/r/order/tDOGE:USD:{order}/trades");
        Assert.Contains(fills.EnumerateArray(), r => r[0].GetInt64() == doge[0][0].GetInt64());
        Assert.Equal(0, (await client.ReadAsync("/v2/auth/r/order/tDOGE:USD:1/trades")).GetArrayLength());
    }

    private static async Task<Dictionary<long, JsonElement>> LedgerAsync(BitfinexClient client, string path, string filter)
    {
        var rows = new Dictionary<long, JsonElement>();
        for (long end = 4_000_000_000_000, fresh = 1; fresh > 0;)
        {
            var page = await client.ReadAsync(path, $$"""{"end":{{end}},"limit":2500{{filter}}}""");
            fresh = page.EnumerateArray().Count(r => rows.TryAdd(r[0].GetInt64(), r));
            end = page.EnumerateArray().Select(r => r[3].GetInt64()).DefaultIfEmpty(end).Min();
        }

        return rows;
    }

    private static void Same(JsonElement row, EconomicEvent entry)
    {
        var fill = entry.Fill!;
        Assert.Equal(fill.TradeId, row[0].GetInt64());
        Assert.Equal(entry.Time.ToUnixTimeMilliseconds(), row[2].GetInt64());
        Assert.Equal(fill.IsBuy ? fill.Quantity : -fill.Quantity, BitfinexClient.Number(row[4]));
        Assert.Equal(fill.Price, BitfinexClient.Number(row[5]));
        Assert.StartsWith("EXCHANGE ", row[6].GetString(), StringComparison.Ordinal);
        Assert.Equal(fill.IsMaker ? 1 : -1, row[8].GetInt32());
        Assert.Equal(-fill.Fee, BitfinexClient.Number(row[9]));
    }
}
