using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Coinbase;

/// <summary>What v3 and v2 tell, held against the truth.</summary>
public sealed class CoinbaseHistoryTests(FrozenWorld world) : IClassFixture<FrozenWorld>
{
    [Fact]
    public async Task Fills_walked_by_cursor_are_all_trades_newest_first()
    {
        var sandbox = world.Sandbox;
        using var client = new CoinbaseClient(sandbox);
        var (rows, cursor, sizes) = (new List<JsonElement>(), "", new List<int>());
        do
        {
            var page = await client.GetAsync($"/api/v3/brokerage/orders/historical/fills?limit=250&cursor={cursor}");
            sizes.Add(page.GetProperty("fills").GetArrayLength());
            rows.AddRange(page.GetProperty("fills").EnumerateArray());
            cursor = page.GetProperty("cursor").GetString()!;
        }
        while (cursor.Length > 0);

        var truth = sandbox.Truth.Events("coinbase", "main").Where(e => e.Fill is not null).Reverse().ToList();
        Assert.Equal(truth.Count, rows.Count);
        Assert.All(sizes[..^1], s => Assert.Equal(250, s));
        Assert.Equal(rows.Count, rows.Select(r => r.GetProperty("entry_id").GetString()).Distinct().Count());
        Assert.Contains(rows, r => r.GetProperty("size_in_quote").GetBoolean());
        foreach (var (row, entry) in rows.Zip(truth)) Same(row, entry);
    }

    [Fact]
    public async Task Fills_are_filtered_by_product_order_trade_and_time()
    {
        var sandbox = world.Sandbox;
        using var client = new CoinbaseClient(sandbox);
        var truth = sandbox.Truth.Events("coinbase", "main").Where(e => e.Fill is not null).ToList();
        var some = await client.GetAsync("/api/v3/brokerage/orders/historical/fills?product_ids=ETH-EUR&product_ids=BTC-EUR&limit=40");
        Assert.Equal(["BTC-EUR", "ETH-EUR"], some.GetProperty("fills").EnumerateArray().Select(f => f.GetProperty("product_id").GetString()).Distinct().Order());
        var one = some.GetProperty("fills")[0];
        var byTrade = await client.GetAsync($"/api/v3/brokerage/orders/historical/fills?trade_ids={one.GetProperty("trade_id").GetString()}");
        Assert.Equal(one.GetProperty("entry_id").GetString(), Assert.Single(byTrade.GetProperty("fills").EnumerateArray()).GetProperty("entry_id").GetString());
        var byOrder = await client.GetAsync($"/api/v3/brokerage/orders/historical/fills?order_ids={one.GetProperty("order_id").GetString()}");
        Assert.All(byOrder.GetProperty("fills").EnumerateArray(), f => Assert.Equal(one.GetProperty("order_id").GetString(), f.GetProperty("order_id").GetString()));
        var (from, until) = (truth[1000].Time, truth[1010].Time);
        var inside = await client.GetAsync($"/api/v3/brokerage/orders/historical/fills?start_sequence_timestamp={from:yyyy-MM-ddTHH:mm:ss.fffZ}&end_sequence_timestamp={until:yyyy-MM-ddTHH:mm:ss.fffZ}");
        Assert.Equal(truth.Count(e => e.Time >= from && e.Time <= until), inside.GetProperty("fills").GetArrayLength());
        var none = await client.GetAsync("/api/v3/brokerage/orders/historical/fills?order_ids=not-an-id");
        Assert.Equal(0, none.GetProperty("fills").GetArrayLength());
    }

    [Fact]
    public async Task Completed_rows_of_every_wallet_sum_to_its_balance_and_every_event_shows_in_the_wallets_it_touched()
    {
        var sandbox = world.Sandbox;
        using var client = new CoinbaseClient(sandbox);
        var seen = 0;
        foreach (var wallet in await client.WalkAsync("/v2/accounts?limit=10"))
        {
            var rows = await client.WalkAsync($"/v2/accounts/{wallet.GetProperty("id").GetString()}/transactions?limit=100&order=asc");
            seen += rows.Count;
            Assert.Equal(rows.Count, rows.Select(r => r.GetProperty("id").GetString()).Distinct().Count());
            Assert.Equal(rows.Select(r => r.GetProperty("created_at").GetString()).Order(StringComparer.Ordinal), rows.Select(r => r.GetProperty("created_at").GetString()));
            var sum = rows.Where(r => r.GetProperty("status").GetString() == "completed").Sum(r => CoinbaseClient.Number(r.GetProperty("amount").GetProperty("amount")));
            Assert.Equal(CoinbaseClient.Number(wallet.GetProperty("balance").GetProperty("amount")), sum);
        }

        var expected = sandbox.Truth.Events("coinbase", "main").Where(e => e.Kind != EconomicKind.WithdrawalReversal).Sum(e => e.Legs.Select(l => (l.Asset, l.Wallet)).Distinct().Count());
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task Both_legs_of_a_convert_and_of_an_instant_buy_share_the_id_of_their_trade()
    {
        var sandbox = world.Sandbox;
        using var client = new CoinbaseClient(sandbox);
        var groups = new Dictionary<string, List<string>>();
        foreach (var wallet in await client.WalkAsync("/v2/accounts?limit=100"))
            foreach (var row in await client.WalkAsync($"/v2/accounts/{wallet.GetProperty("id").GetString()}/transactions?limit=100"))
                if (row.GetProperty("type").GetString() is "trade" or "buy" && row.GetProperty("type").GetString() is { } type)
                    (groups.TryGetValue(type + row.GetProperty(type).GetProperty("id").GetString(), out var legs) ? legs : groups[type + row.GetProperty(type).GetProperty("id").GetString()] = [])
                        .Add(row.GetProperty("amount").GetProperty("currency").GetString()!);
        Assert.Contains(groups.Keys, k => k.StartsWith("trade", StringComparison.Ordinal));
        Assert.Contains(groups.Keys, k => k.StartsWith("buy", StringComparison.Ordinal));
        Assert.All(groups.Values, legs => Assert.Equal(2, legs.Distinct().Count()));
    }

    [Fact]
    public async Task Fiat_transfers_are_listed_by_wallet_and_also_under_the_currency_code()
    {
        var sandbox = world.Sandbox;
        using var client = new CoinbaseClient(sandbox);
        var events = sandbox.Truth.Events("coinbase", "main").Where(e => e.Movement is { IsFiat: true } && e.Legs[0].Asset == "EUR").ToList();
        Assert.Equal(events.Count(e => e.Kind == EconomicKind.Deposit), (await client.WalkAsync("/v2/accounts/EUR/deposits?limit=30")).Count);
        var withdrawals = await client.WalkAsync("/v2/accounts/EUR/withdrawals?limit=100");
        Assert.Equal(events.Count(e => e.Kind == EconomicKind.Withdrawal), withdrawals.Count);
        Assert.Contains(withdrawals, w => w.GetProperty("status").GetString() == "completed");
        Assert.Empty(await client.WalkAsync("/v2/accounts/EUR/buys"));
    }

    [Fact]
    public async Task Accounts_of_v3_page_and_agree_with_the_truth()
    {
        var sandbox = world.Sandbox;
        using var client = new CoinbaseClient(sandbox);
        var (accounts, cursor) = (new List<JsonElement>(), "");
        do
        {
            var page = await client.GetAsync($"/api/v3/brokerage/accounts?limit=7&cursor={cursor}");
            accounts.AddRange(page.GetProperty("accounts").EnumerateArray());
            cursor = page.GetProperty("cursor").GetString()!;
            Assert.Equal(cursor.Length > 0, page.GetProperty("has_next").GetBoolean());
        }
        while (cursor.Length > 0);

        var truth = sandbox.Truth.Balances("coinbase", "main").Where(b => b.Wallet == Wallets.Spot).ToDictionary(b => b.Asset, b => b.Amount);
        Assert.Equal(truth, accounts.ToDictionary(a => a.GetProperty("currency").GetString()!, a => CoinbaseClient.Number(a.GetProperty("available_balance").GetProperty("value")) + CoinbaseClient.Number(a.GetProperty("hold").GetProperty("value"))));
        var id = accounts[0].GetProperty("uuid").GetString();
        Assert.Equal(id, (await client.GetAsync($"/api/v3/brokerage/accounts/{id}")).GetProperty("account").GetProperty("uuid").GetString());
        var portfolio = (await client.GetAsync("/api/v3/brokerage/portfolios")).GetProperty("portfolios")[0].GetProperty("uuid").GetString();
        var positions = (await client.GetAsync($"/api/v3/brokerage/portfolios/{portfolio}")).GetProperty("breakdown").GetProperty("spot_positions");
        Assert.Equal(sandbox.Truth.Balances("coinbase", "main").Count, positions.GetArrayLength());
    }

    private static void Same(JsonElement row, EconomicEvent entry)
    {
        var fill = entry.Fill!;
        var (price, size) = (CoinbaseClient.Number(row.GetProperty("price")), CoinbaseClient.Number(row.GetProperty("size")));
        Assert.Equal(fill.Price, price);
        Assert.Equal(fill.Quantity, row.GetProperty("size_in_quote").GetBoolean() ? size / price : size);
        Assert.Equal(fill.Fee, CoinbaseClient.Number(row.GetProperty("commission")));
        Assert.Equal(fill.Market.Name, row.GetProperty("product_id").GetString()!.Replace('-', '/'));
        Assert.Equal(fill.IsBuy ? "BUY" : "SELL", row.GetProperty("side").GetString());
        Assert.Equal(fill.IsMaker ? "MAKER" : "TAKER", row.GetProperty("liquidity_indicator").GetString());
        Assert.Equal(entry.Time, DateTimeOffset.Parse(row.GetProperty("trade_time").GetString()!, CultureInfo.InvariantCulture));
    }
}
