using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Huobi;

/// <summary>What the histories tell, held against the truth.</summary>
public sealed class HuobiHistoryTests(FrozenWorld world) : IClassFixture<FrozenWorld>
{
    private const long Hour = 3_600_000;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Windows_of_48_hours_over_120_days_hold_all_trades()
    {
        var sandbox = world.Sandbox;
        using var client = new HuobiClient(sandbox);
        var now = sandbox.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = new Dictionary<long, JsonElement>();
        for (var end = now; end > now - (119 * 24 * Hour); end -= 48 * Hour)
        {
            for (long from = 0, fresh = 1; fresh > 0;)
            {
                var query = new Dictionary<string, string> { ["start-time"] = Text(end - (48 * Hour)), ["end-time"] = Text(end), ["size"] = "50" };
                if (from > 0) (query["from"], query["direct"]) = (Text(from), "next");
                var page = (await client.GetAsync("/v1/order/matchresults", query)).GetProperty("data").EnumerateArray().ToList();
                fresh = page.Count(r => rows.TryAdd(r.GetProperty("id").GetInt64(), r));
                from = page.Count > 0 ? page[^1].GetProperty("id").GetInt64() : 0;
            }
        }

        var truth = sandbox.Truth.Events("huobi", "main").Where(e => e.Fill is not null).ToList();
        Assert.True(truth.Count >= 3_800, $"only {truth.Count} trades");
        Assert.Equal(truth.Count, rows.Count);
        Assert.Contains(rows.Values, r => r.GetProperty("fee-deduct-currency").GetString() == "htx" && r.GetProperty("filled-fees").GetString() == "0");
        foreach (var (row, entry) in rows.Values.OrderBy(r => r.GetProperty("id").GetInt64()).Zip(truth)) Same(row, entry);
    }

    [Theory]
    [InlineData(-49, 0, "invalid_interval")]
    [InlineData(-24, -25, "invalid_interval")]
    [InlineData(-(120 * 24) - 1, -(119 * 24), "base-date-limit-error")]
    public async Task Fills_are_refused_beyond_48_hours_and_beyond_120_days(int start, int end, string code)
    {
        var sandbox = world.Sandbox;
        using var client = new HuobiClient(sandbox);
        var now = sandbox.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var (_, body, _) = await client.CallAsync("/v1/order/matchresults", new() { ["start-time"] = Text(now + (start * Hour)), ["end-time"] = Text(now + (end * Hour)) });
        Assert.Equal(code, JsonElement.Parse(body).GetProperty("err-code").GetString());
    }

    [Fact]
    public async Task Movements_walked_upwards_by_number_are_all_deposits_and_withdrawals_whatever_their_age()
    {
        var sandbox = world.Sandbox;
        using var client = new HuobiClient(sandbox);
        foreach (var (type, kind) in new[] { ("deposit", EconomicKind.Deposit), ("withdraw", EconomicKind.Withdrawal) })
        {
            var (rows, from) = (new List<JsonElement>(), 1L);
            while (true)
            {
                var page = (await client.GetAsync("/v1/query/deposit-withdraw", new() { ["type"] = type, ["from"] = Text(from), ["direct"] = "prev", ["size"] = "7" })).GetProperty("data").EnumerateArray().ToList();
                if (page.Count == 0) break;
                rows.AddRange(page);
                from = page[^1].GetProperty("id").GetInt64() + 1;
            }

            var truth = sandbox.Truth.Events("huobi", "main").Where(e => e.Kind == kind).ToList();
            Assert.Equal(truth.Select(e => Math.Abs(e.Legs[0].Amount)), rows.Select(r => HuobiClient.Number(r.GetProperty("amount"))));
            Assert.Equal(truth.Select(e => e.Movement!.TxHash ?? ""), rows.Select(r => r.GetProperty("tx-hash").GetString()));
            var newest = (await client.GetAsync("/v1/query/deposit-withdraw", new() { ["type"] = type, ["direct"] = "next", ["from"] = "0", ["size"] = "3" })).GetProperty("data");
            Assert.Equal(rows[^1].GetProperty("id").GetInt64(), newest[0].GetProperty("id").GetInt64());
            if (kind == EconomicKind.Withdrawal) Assert.Contains(rows, r => r.GetProperty("state").GetString() is "wallet-reject" or "repealed");
        }
    }

    [Fact]
    public async Task Everything_the_three_long_histories_and_the_last_month_tell_sums_to_the_balances_of_both_accounts()
    {
        var sandbox = world.Sandbox;
        using var client = new HuobiClient(sandbox);
        var now = sandbox.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var account in (await client.GetAsync("/v1/account/accounts")).GetProperty("data").EnumerateArray())
        {
            var (id, wallet) = (Text(account.GetProperty("id").GetInt64()), account.GetProperty("type").GetString() == "spot" ? Wallets.Spot : Wallets.Funding);
            var lines = (await client.GetAsync($"/v1/account/accounts/{id}/balance")).GetProperty("data").GetProperty("list").EnumerateArray().ToList();
            var balances = lines.GroupBy(l => l.GetProperty("currency").GetString()!).ToDictionary(g => g.Key, g => g.Sum(l => HuobiClient.Number(l.GetProperty("balance"))));
            var transfers = new Dictionary<string, decimal>();
            for (var end = now; end > now - (179 * 24 * Hour); end -= 10 * 24 * Hour)
                foreach (var row in (await client.GetAsync("/v2/account/ledger", new() { ["accountId"] = id, ["startTime"] = Text(Math.Max(end - (10 * 24 * Hour) + 1, now - (180 * 24 * Hour) + Hour)), ["endTime"] = Text(end), ["limit"] = "500" })).GetProperty("data").EnumerateArray())
                    transfers[row.GetProperty("currency").GetString()!] = transfers.GetValueOrDefault(row.GetProperty("currency").GetString()!) + HuobiClient.Number(row.GetProperty("transactAmt"));
            Assert.NotEmpty(transfers);
            var truth = sandbox.Truth.Events("huobi", "main");
            var elsewhere = truth.Where(e => e.Kind is not (EconomicKind.Trade or EconomicKind.Deposit or EconomicKind.Withdrawal or EconomicKind.WithdrawalReversal or EconomicKind.WalletTransfer));
            Assert.All(elsewhere, e => Assert.True(e.Time.ToUnixTimeMilliseconds() > now - (29 * 24 * Hour), "only the history of thirty days tells it: " + e));
            foreach (var (currency, balance) in balances)
            {
                var told = truth.Where(e => e.Kind != EconomicKind.WalletTransfer)
                    .SelectMany(e => e.Legs).Where(l => l.Wallet == wallet && l.Asset.Equals(currency, StringComparison.OrdinalIgnoreCase)).Sum(l => l.Amount);
                Assert.Equal(balance, told + transfers.GetValueOrDefault(currency));
            }
        }
    }

    [Fact]
    public async Task An_hour_of_account_history_lists_every_leg_and_goes_on_from_next_id()
    {
        var sandbox = world.Sandbox;
        using var client = new HuobiClient(sandbox);
        var truth = sandbox.Truth.Events("huobi", "main");
        var busy = truth.Where(e => e.Fill is not null).Reverse().Skip(20).First().Time;
        var account = Text((await client.GetAsync("/v1/account/accounts")).GetProperty("data")[0].GetProperty("id").GetInt64());
        var (start, end) = (busy.AddMinutes(-30).ToUnixTimeMilliseconds(), busy.AddMinutes(30).ToUnixTimeMilliseconds());
        var (rows, next) = (new List<JsonElement>(), 0L);
        do
        {
            var query = new Dictionary<string, string> { ["account-id"] = account, ["start-time"] = Text(start), ["end-time"] = Text(end), ["size"] = "2", ["sort"] = "asc" };
            if (next > 0) query["from-id"] = Text(next);
            var page = await client.GetAsync("/v1/account/history", query);
            rows.AddRange(page.GetProperty("data").EnumerateArray());
            next = page.TryGetProperty("next-id", out var id) ? id.GetInt64() : 0;
        }
        while (next > 0);

        var legs = truth.Where(e => e.Time.ToUnixTimeMilliseconds() >= start && e.Time.ToUnixTimeMilliseconds() <= end).SelectMany(e => e.Legs).Where(l => l.Wallet == Wallets.Spot).ToList();
        Assert.Equal(legs.Select(l => l.Amount), rows.Select(r => HuobiClient.Number(r.GetProperty("transact-amt"))));
        Assert.Equal(legs.Select(l => l.After), rows.Select(r => HuobiClient.Number(r.GetProperty("acct-balance"))));
        var only = await client.GetAsync("/v1/account/history", new() { ["account-id"] = account, ["start-time"] = Text(start), ["end-time"] = Text(end), ["transact-types"] = "trade" });
        Assert.All(only.GetProperty("data").EnumerateArray(), r => Assert.Equal("trade", r.GetProperty("transact-type").GetString()));
    }

    [Theory]
    [InlineData("/v1/account/history", "account-id", "start-time", "end-time", 61, 0, "invalid_interval")]
    [InlineData("/v1/account/history", "account-id", "start-time", "end-time", 31 * 24 * 60, (31 * 24 * 60) - 10, "base-date-limit-error")]
    [InlineData("/v2/account/ledger", "accountId", "startTime", "endTime", 11 * 24 * 60, 0, "2002")]
    [InlineData("/v2/account/ledger", "accountId", "startTime", "endTime", 181 * 24 * 60, 180 * 24 * 60, "2002")]
    [InlineData("/v1/account/history", "account-id", "start-time", "end-time", 0, -60, "account-get-accounts-inexistent-error")]
    public async Task Histories_are_refused_beyond_their_windows_and_for_foreign_accounts(string path, string account, string start, string end, int from, int until, string code)
    {
        var sandbox = world.Sandbox;
        using var client = new HuobiClient(sandbox);
        var now = sandbox.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var (_, body, _) = await client.CallAsync(path, new() { [account] = "1", [start] = Text(now - (from * 60_000L)), [end] = Text(now - (until * 60_000L)) });
        var answer = JsonElement.Parse(body);
        Assert.Equal(code, answer.TryGetProperty("err-code", out var word) ? word.GetString() : answer.GetProperty("code").GetRawText());
    }

    private static void Same(JsonElement row, EconomicEvent entry)
    {
        var fill = entry.Fill!;
        Assert.Equal(fill.TradeId, row.GetProperty("trade-id").GetInt64());
        Assert.Equal(fill.Price, HuobiClient.Number(row.GetProperty("price")));
        Assert.Equal(fill.Quantity, HuobiClient.Number(row.GetProperty("filled-amount")));
        Assert.Equal(fill.Fee, HuobiClient.Number(row.GetProperty("filled-fees")) + HuobiClient.Number(row.GetProperty("filled-points")));
        Assert.Equal(fill.IsBuy ? "buy" : "sell", row.GetProperty("type").GetString()!.Split('-')[0]);
        Assert.Equal(entry.Time.ToUnixTimeMilliseconds(), row.GetProperty("created-at").GetInt64());
    }
}
