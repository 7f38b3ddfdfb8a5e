using System.Globalization;
using System.Net;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Binance;

public sealed class BinanceHistoryTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private BinanceClient _client = null!;
    private IReadOnlyList<EconomicEvent> _truth = [];

    public async Task InitializeAsync()
    {
        _sandbox = await Sandboxes.StandingAsync(o => o with { EnforceLimits = false, Origin = Sandboxes.Noon.AddHours(-12).AddDays(-170) });
        _client = new BinanceClient(_sandbox);
        _truth = _sandbox.Truth.Events("binance", AccountNames.Main);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Trades_come_by_id_by_order_and_by_day()
    {
        var fills = _truth.Where(e => e.Fill is { IsRouted: false } fill && fill.Market.Name == "BTC/USDT").ToList();
        var ids = fills.Select(e => e.Fill!.TradeId).ToList();
        Assert.Equal(ids.Take(7), await IdsAsync("symbol=BTCUSDT&fromId=0&limit=7"));
        Assert.Equal(ids.Skip(7).Take(7), await IdsAsync($"symbol=BTCUSDT&fromId={ids[6] + 1}&limit=7"));
        Assert.Equal(ids.TakeLast(500), await IdsAsync("symbol=BTCUSDT"));
        Assert.Equal(fills.Where(e => e.Fill!.OrderId == fills[5].Fill!.OrderId).Select(e => e.Fill!.TradeId), await IdsAsync($"symbol=BTCUSDT&orderId={fills[5].Fill!.OrderId}"));
        var at = fills[5].Time.ToUnixTimeMilliseconds();
        Assert.Contains(ids[5], await IdsAsync($"symbol=BTCUSDT&startTime={at}&endTime={at + 86_400_000}"));
    }

    [Fact]
    public async Task What_order_routing_filled_is_among_the_allocations_and_not_among_the_trades()
    {
        var routed = _truth.Where(e => e.Fill is { IsRouted: true } fill && fill.Market.Name == "BTC/USDT").ToList();
        Assert.True(routed.Count > 3, $"only {routed.Count} allocations");
        var told = await _client.OkAsync("/api/v3/myAllocations", "symbol=BTCUSDT&fromAllocationId=0&limit=1000");
        Assert.Equal(routed.Select(e => (e.Fill!.TradeId, e.Fill.Quantity, e.Fill.Cost)), told.EnumerateArray().Select(r => (r.GetProperty("allocationId").GetInt64(), Number(r, "qty"), Number(r, "quoteQty"))));
        Assert.Empty((await IdsAsync("symbol=BTCUSDT&fromId=0&limit=1000")).Intersect(routed.Select(e => e.Fill!.TradeId)));
        var info = await _client.OkAsync("/api/v3/exchangeInfo", "symbol=BTCUSDT");
        Assert.Equal(["BTCUSDT", "BTCUSDC"], info.GetProperty("sors")[0].GetProperty("symbols").EnumerateArray().Select(s => s.GetString()));
    }

    [Theory]
    [InlineData("/api/v3/myAllocations", "", -1102)]
    [InlineData("/api/v3/myAllocations", "symbol=BTCUSDT&startTime=1&fromAllocationId=2", -1128)]
    [InlineData("/api/v3/myTrades", "", -1102)]
    [InlineData("/api/v3/myTrades", "symbol=NOSUCH", -1121)]
    [InlineData("/api/v3/myTrades", "symbol=BTCUSDT&startTime=1&endTime=86400002", -1127)]
    [InlineData("/api/v3/myTrades", "symbol=BTCUSDT&startTime=1&fromId=2", -1128)]
    [InlineData("/sapi/v1/capital/deposit/hisrec", "startTime=1&endTime=7776000002", -1127)]
    [InlineData("/sapi/v1/simple-earn/flexible/history/rewardsRecord", "startTime=1&endTime=2592000002", -6021)]
    [InlineData("/sapi/v1/convert/tradeFlow", "endTime=1", -1102)]
    [InlineData("/sapi/v1/convert/tradeFlow", "startTime=1", -1102)]
    [InlineData("/sapi/v1/convert/tradeFlow", "startTime=1&endTime=2592000002", -1127)]
    [InlineData("/sapi/v1/asset/assetDividend", "startTime=1&endTime=15552000002", -1127)]
    [InlineData("/sapi/v1/asset/transfer", "", -1102)]
    [InlineData("/sapi/v1/fiat/orders", "", -1102)]
    [InlineData("/sapi/v1/fiat/payments", "transactionType=7", -1102)]
    [InlineData("/api/v3/allOrders", "", -1102)]
    [InlineData("/api/v3/order", "symbol=BTCUSDT&orderId=1", -2013)]
    public async Task A_bad_window_or_parameter_gets_Binances_code(string path, string arguments, int code) =>
        Assert.Equal((400, code), await BinanceClient.ErrorAsync(_client.SignedAsync(path, arguments)));

    [Fact]
    public async Task Conversions_dust_dividends_and_interest_tell_the_truth_to_the_last_digit()
    {
        var (from, to) = (Sandboxes.Noon.AddDays(-30).ToUnixTimeMilliseconds(), Sandboxes.Noon.ToUnixTimeMilliseconds());
        var converts = (await _client.OkAsync("/sapi/v1/convert/tradeFlow", $"startTime={from}&endTime={to}")).GetProperty("list").EnumerateArray();
        Assert.Equal(Newest(EconomicKind.Conversion, 30).Select(e => (-e.Legs[0].Amount, e.Legs[1].Amount)), converts.Select(c => (Number(c, "fromAmount"), Number(c, "toAmount"))));
        var dust = (await _client.OkAsync("/sapi/v1/asset/dribblet")).GetProperty("userAssetDribblets").EnumerateArray().ToList();
        Assert.Equal(Newest(EconomicKind.DustSweep, 400).Select(e => e.Legs.Where(l => l.Asset == "BNB").Sum(l => l.Amount)), dust.Select(d => Number(d, "totalTransferedAmount")));
        var dividends = (await _client.OkAsync("/sapi/v1/asset/assetDividend", "limit=500")).GetProperty("rows").EnumerateArray();
        var handed = _truth.Where(e => e.Kind is EconomicKind.StakingReward or EconomicKind.Airdrop or EconomicKind.Referral && e.Time >= Sandboxes.Noon.AddDays(-180)).Reverse().ToList();
        Assert.Equal(handed.Select(e => e.Legs[0].Amount), dividends.Select(d => Number(d, "amount")));
        var rewards = (await _client.OkAsync("/sapi/v1/simple-earn/flexible/history/rewardsRecord", $"type=REALTIME&size=100&startTime={from}&endTime={to}")).GetProperty("rows").EnumerateArray();
        Assert.Equal(Newest(EconomicKind.Interest, 30).Select(e => e.Legs[0].Amount), rewards.Select(r => Number(r, "rewards")));
    }

    [Fact]
    public async Task Purchases_carry_the_fee_inside_their_amount()
    {
        var payments = (await _client.OkAsync("/sapi/v1/fiat/payments", $"transactionType=0&beginTime={_sandbox.World.Origin.ToUnixTimeMilliseconds()}")).GetProperty("data").EnumerateArray();
        Assert.Equal(Newest(EconomicKind.InstantBuy, 400).Select(e => (-e.Legs[0].Amount - e.Legs[1].Amount, -e.Legs[1].Amount, e.Legs[2].Amount)),
            payments.Select(p => (Number(p, "sourceAmount"), Number(p, "totalFee"), Number(p, "obtainAmount"))));
        Assert.False((await _client.OkAsync("/sapi/v1/fiat/payments", "transactionType=1")).TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Wallets_together_hold_what_the_truth_holds()
    {
        var spot = (await _client.OkAsync("/api/v3/account", "omitZeroBalances=true")).GetProperty("balances").EnumerateArray().Where(b => !b.GetProperty("asset").GetString()!.StartsWith("LD", StringComparison.Ordinal)).Select(b => (Asset: b.GetProperty("asset").GetString()!, Amount: Number(b, "free") + Number(b, "locked")));
        var funding = (await _client.OkAsync("/sapi/v1/asset/get-funding-asset", method: HttpMethod.Post)).EnumerateArray().Select(b => (Asset: b.GetProperty("asset").GetString()!, Amount: Number(b, "free")));
        var flexible = (await _client.OkAsync("/sapi/v1/simple-earn/flexible/position")).GetProperty("rows").EnumerateArray().Select(b => (Asset: b.GetProperty("asset").GetString()!, Amount: Number(b, "totalAmount")));
        var locked = (await _client.OkAsync("/sapi/v1/simple-earn/locked/position")).GetProperty("rows").EnumerateArray().Select(b => (Asset: b.GetProperty("asset").GetString()!, Amount: Number(b, "amount")));
        var held = spot.Concat(funding).Concat(flexible).Concat(locked).GroupBy(b => b.Asset, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(b => b.Amount), StringComparer.Ordinal);
        Assert.Equal(_sandbox.Truth.Totals("binance", AccountNames.Main).OrderBy(b => b.Key, StringComparer.Ordinal), held.OrderBy(b => b.Key, StringComparer.Ordinal));
        Assert.Equal(3, (await _client.OkAsync("/sapi/v1/asset/wallet/balance")).GetArrayLength());
        Assert.NotEmpty((await _client.OkAsync("/sapi/v3/asset/getUserAsset", method: HttpMethod.Post)).EnumerateArray());
    }

    [Theory]
    [InlineData("/sapi/v1/simple-earn/flexible/history/subscriptionRecord", "USDT", true)]
    [InlineData("/sapi/v1/simple-earn/flexible/history/redemptionRecord", "USDT", false)]
    [InlineData("/sapi/v1/simple-earn/locked/history/subscriptionRecord", "", true)]
    [InlineData("/sapi/v1/simple-earn/locked/history/redemptionRecord", "", false)]
    public async Task Moves_into_and_out_of_earn_are_told_apart(string path, string flexible, bool into)
    {
        var amounts = new List<decimal>();
        for (var to = Sandboxes.Noon; to > _sandbox.World.Origin; to = to.AddDays(-30))
            amounts.AddRange((await _client.OkAsync(path, $"size=100&startTime={to.AddDays(-30).ToUnixTimeMilliseconds() + 1}&endTime={to.ToUnixTimeMilliseconds()}")).GetProperty("rows").EnumerateArray().Select(r => Number(r, "amount")));
        var truth = Newest(EconomicKind.WalletTransfer, 400).Where(e => e.Legs.Any(l => l.Wallet == Wallets.Earn && l.Amount > 0 == into) && (e.Legs[0].Asset == "USDT") == (flexible.Length > 0));
        Assert.Equal(truth.Select(e => Math.Abs(e.Legs[0].Amount)), amounts);
    }

    [Fact]
    public async Task Moves_between_spot_and_funding_have_a_direction()
    {
        var since = _sandbox.World.Origin.ToUnixTimeMilliseconds();
        var there = (await _client.OkAsync("/sapi/v1/asset/transfer", $"type=MAIN_FUNDING&size=100&startTime={since}")).GetProperty("total").GetInt32();
        var back = (await _client.OkAsync("/sapi/v1/asset/transfer", $"type=FUNDING_MAIN&size=100&startTime={since}")).GetProperty("total").GetInt32();
        Assert.Equal(_truth.Count(e => e.Kind == EconomicKind.WalletTransfer && e.Legs.Any(l => l.Wallet == Wallets.Funding)), there + back);
        Assert.Equal(0, (await _client.OkAsync("/sapi/v1/asset/transfer", "type=MAIN_MARGIN")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Services_never_used_answer_with_nothing()
    {
        Assert.Equal(0, (await _client.OkAsync("/api/v3/myPreventedMatches", "symbol=BTCUSDT")).GetArrayLength());
        Assert.Equal(0, (await _client.OkAsync("/sapi/v1/simple-earn/locked/history/rewardsRecord")).GetProperty("total").GetInt32());
        using var unknown = await _client.SignedAsync("/sapi/v1/no/such");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private async Task<IEnumerable<long>> IdsAsync(string arguments) => (await _client.OkAsync("/api/v3/myTrades", arguments)).EnumerateArray().Select(t => t.GetProperty("id").GetInt64());

    private List<EconomicEvent> Newest(EconomicKind kind, int days) => [.. _truth.Where(e => e.Kind == kind && e.Time >= Sandboxes.Noon.AddDays(-days)).Reverse()];

    private static decimal Number(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
