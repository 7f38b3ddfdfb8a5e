using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Binance;

/// <summary>The futures host, asked as Binance documents it, at a clock that stands.</summary>
public sealed class BinanceFuturesTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private BinanceClient _client = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await Sandboxes.StandingAsync(o => o with { EnforceLimits = false, Perpetuals = true });
        _client = new BinanceClient(_sandbox, KeyNames.Read);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Positions_come_in_both_versions_and_settings_beside_them()
    {
        var open = _sandbox.World.Read("binance", AccountNames.Main, b => b.Perpetuals.Open);
        var third = (await _client.OkAsync("/fapi/v3/positionRisk")).EnumerateArray().ToList();
        var second = (await _client.OkAsync("/fapi/v2/positionRisk")).EnumerateArray().Where(p => Number(p, "positionAmt") != 0).ToList();
        Assert.Equal(open.Select(p => (p.Contract.Name.Replace("/", ""), p.Quantity)), third.Select(p => (p.GetProperty("symbol").GetString()!, Number(p, "positionAmt"))).OrderBy(p => p.Item1, StringComparer.Ordinal));
        Assert.Equal(third.Select(p => p.GetProperty("liquidationPrice").GetString()), second.OrderBy(p => p.GetProperty("symbol").GetString(), StringComparer.Ordinal).Select(p => p.GetProperty("liquidationPrice").GetString()));
        var one = (await _client.OkAsync("/fapi/v2/positionRisk", "symbol=SOLUSDT")).EnumerateArray().Single();
        Assert.Equal(("isolated", "5"), (one.GetProperty("marginType").GetString(), one.GetProperty("leverage").GetString()));
        var setting = (await _client.OkAsync("/fapi/v1/symbolConfig", "symbol=SOLUSDT")).EnumerateArray().Single();
        Assert.Equal(("ISOLATED", 5), (setting.GetProperty("marginType").GetString(), setting.GetProperty("leverage").GetInt32()));
        Assert.False((await _client.OkAsync("/fapi/v1/positionSide/dual")).GetProperty("dualSidePosition").GetBoolean());
    }

    [Fact]
    public async Task The_account_adds_up()
    {
        var account = await _client.OkAsync("/fapi/v3/account");
        var balance = (await _client.OkAsync("/fapi/v3/balance")).EnumerateArray().Single();
        var profits = (await _client.OkAsync("/fapi/v3/positionRisk")).EnumerateArray().Sum(p => Number(p, "unRealizedProfit"));
        var income = (await _client.OkAsync("/fapi/v1/income", "startTime=0&limit=1000")).EnumerateArray().ToList();
        Assert.Equal(Number(balance, "balance"), income.Sum(i => Number(i, "income")));
        Assert.Equal(Number(account, "totalWalletBalance") + profits, Number(account, "totalMarginBalance"));
        Assert.Equal(3, account.GetProperty("positions").GetArrayLength());
        Assert.Equal(["COMMISSION", "FUNDING_FEE", "TRANSFER"], income.Select(i => i.GetProperty("incomeType").GetString()!).Distinct().Order(StringComparer.Ordinal));
        Assert.All((await _client.OkAsync("/fapi/v1/income", "incomeType=FUNDING_FEE&symbol=BTCUSDT")).EnumerateArray(), i => Assert.Equal(("BTCUSDT", "FUNDING_FEE"), (i.GetProperty("symbol").GetString(), i.GetProperty("incomeType").GetString())));
        Assert.Single((await _client.OkAsync("/sapi/v1/asset/transfer", "type=MAIN_UMFUTURE&startTime=0")).GetProperty("rows").EnumerateArray());
    }

    [Fact]
    public async Task Marks_funding_and_margin_steps_are_told()
    {
        var mark = _sandbox.World.Prices.Mark(_sandbox.Truth.Markets("binance").Single(m => m.Name == "BTC/USDT"), Sandboxes.Noon);
        var premium = await _client.PublicAsync("/fapi/v1/premiumIndex?symbol=BTCUSDT");
        Assert.Equal((mark, Sandboxes.Noon.AddHours(4).ToUnixTimeMilliseconds()), (Number(premium, "markPrice"), premium.GetProperty("nextFundingTime").GetInt64()));
        Assert.Equal(10, (await _client.PublicAsync("/fapi/v1/premiumIndex")).GetArrayLength());
        Assert.Equal(5, (await _client.PublicAsync("/fapi/v1/fundingRate?symbol=BTCUSDT&limit=5")).GetArrayLength());
        Assert.Equal("BTCUSDT", (await _client.PublicAsync("/fapi/v1/ticker/price?symbol=BTCUSDT")).GetProperty("symbol").GetString());
        var steps = (await _client.OkAsync("/fapi/v1/leverageBracket", "symbol=BTCUSDT"))[0].GetProperty("brackets").EnumerateArray().ToList();
        foreach (var (lower, upper) in steps.Zip(steps.Skip(1)))
        {
            var border = upper.GetProperty("notionalFloor").GetDecimal();
            Assert.Equal(border, lower.GetProperty("notionalCap").GetDecimal());
            Assert.Equal((border * lower.GetProperty("maintMarginRatio").GetDecimal()) - lower.GetProperty("cum").GetDecimal(), (border * upper.GetProperty("maintMarginRatio").GetDecimal()) - upper.GetProperty("cum").GetDecimal());
        }
    }

    [Theory]
    [InlineData("/fapi/v1/premiumIndex?symbol=NOSUCH")]
    [InlineData("/fapi/v1/fundingRate?symbol=NOSUCH")]
    public async Task A_contract_that_is_not_listed_is_refused(string question) =>
        Assert.Equal((400, -1121), await BinanceClient.ErrorAsync(_client.SendAsync(question.Split('?')[0], question.Split('?')[1])));

    [Fact]
    public async Task The_user_stream_tells_what_moves_the_wallet_and_the_market_stream_tells_marks()
    {
        using var made = await _client.SendAsync("/fapi/v1/listenKey", "", HttpMethod.Post, _client.Key.Key);
        var listen = JsonElement.Parse(await made.Content.ReadAsStringAsync()).GetProperty("listenKey").GetString();
        await using var user = await VenueStream.OpenAsync(_sandbox, "binance", "/ws/" + listen);
        await using var market = await VenueStream.OpenAsync(_sandbox, "binance", "/stream?streams=btcusdt@markPrice@1s/!markPrice@arr@1s");
        var mark = await market.UntilAsync(m => m.GetProperty("stream").GetString() == "btcusdt@markPrice@1s");
        Assert.Equal("markPriceUpdate", mark.GetProperty("data").GetProperty("e").GetString());
        var all = await market.UntilAsync(m => m.GetProperty("stream").GetString() == "!markPrice@arr@1s");
        Assert.Equal(10, all.GetProperty("data").GetArrayLength());
        Assert.True(_sandbox.World.Trade("binance", AccountNames.Main, new PerpetualOrder("SOL/USDT", -1)));
        var told = await user.UntilAsync(m => m.GetProperty("e").GetString() == "ACCOUNT_UPDATE");
        Assert.Equal(("ORDER", "SOLUSDT"), (told.GetProperty("a").GetProperty("m").GetString(), told.GetProperty("a").GetProperty("P")[0].GetProperty("s").GetString()));
    }

    private static decimal Number(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
