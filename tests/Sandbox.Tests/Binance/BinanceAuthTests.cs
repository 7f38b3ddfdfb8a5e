using System.Globalization;
using PortfolioPlatform.Sandbox.Binance;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Binance;

public sealed class BinanceAuthTests
{
    [Theory]
    [InlineData("omitZeroBalances=true&recvWindow=5000&timestamp=1700000000000", "ebb3a50658a24bd448cab66e823afd4c5455e8121f1c05d150eaeb1c858011f8")]
    [InlineData("apiKey=testkey&timestamp=1700000000000", "1cc6869067b091dd2c0a6b06521b3631a166e7c016b3ba7119fd54692fbc2133")]
    public void The_documented_signatures_come_out(string payload, string signature) => Assert.Equal(signature, BinanceAuth.Sign("testsecret-binance", payload));

    [Fact]
    public async Task Each_way_to_sign_wrongly_has_its_own_code()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        using var client = new BinanceClient(sandbox);
        var stamp = Sandboxes.Noon.ToUnixTimeMilliseconds();
        Assert.Equal((401, -2014), await BinanceClient.ErrorAsync(client.SendAsync("/api/v3/account", "timestamp=1")));
        Assert.Equal((401, -2015), await BinanceClient.ErrorAsync(client.SendAsync("/api/v3/account", "timestamp=1", key: "nobody")));
        Assert.Equal((400, -1102), await BinanceClient.ErrorAsync(client.SendAsync("/api/v3/account", "a=1", key: client.Key.Key)));
        Assert.Equal((400, -1102), await BinanceClient.ErrorAsync(client.SendAsync("/api/v3/account", $"timestamp={stamp}", key: client.Key.Key)));
        Assert.Equal((400, -1022), await BinanceClient.ErrorAsync(client.SendAsync("/api/v3/account", $"timestamp={stamp}&signature=00", key: client.Key.Key)));
        Assert.Equal((400, -1021), await BinanceClient.ErrorAsync(client.SignedAsync("/api/v3/account", shift: TimeSpan.FromSeconds(-6))));
        Assert.Equal((400, -1021), await BinanceClient.ErrorAsync(client.SignedAsync("/api/v3/account", shift: TimeSpan.FromSeconds(2))));
        Assert.Equal((400, -1131), await BinanceClient.ErrorAsync(client.SignedAsync("/api/v3/account", "recvWindow=60001")));
        using var late = await client.SignedAsync("/api/v3/account", "recvWindow=60000", shift: TimeSpan.FromSeconds(-50));
        Assert.True(late.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Rights_are_told_and_enforced()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        using var reader = new BinanceClient(sandbox, KeyNames.Read);
        using var withdrawer = new BinanceClient(sandbox, KeyNames.Withdraw);
        using var limited = new BinanceClient(sandbox, KeyNames.Limited);
        using var revoked = new BinanceClient(sandbox, KeyNames.Revoked);
        Assert.False((await reader.OkAsync("/sapi/v1/account/apiRestrictions")).GetProperty("enableWithdrawals").GetBoolean());
        Assert.True((await withdrawer.OkAsync("/sapi/v1/account/apiRestrictions")).GetProperty("enableWithdrawals").GetBoolean());
        Assert.Equal((401, -2015), await BinanceClient.ErrorAsync(limited.SignedAsync("/api/v3/myTrades", "symbol=BTCUSDT")));
        Assert.Equal((401, -2015), await BinanceClient.ErrorAsync(revoked.SignedAsync("/api/v3/account")));
        Assert.Equal((401, -2015), await BinanceClient.ErrorAsync(reader.SignedAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001", HttpMethod.Post)));
    }

    [Fact]
    public async Task Weight_is_counted_by_the_minute_refused_with_a_wait_and_then_banned()
    {
        var time = new ManualTime(Sandboxes.Noon.AddSeconds(20));
        await using var sandbox = await Sandboxes.StandingAsync(time: time);
        using var client = new BinanceClient(sandbox);
        for (var call = 1; call <= 75; call++)
        {
            using var fits = await client.SendAsync("/api/v3/ticker/24hr", "");
            Assert.Equal((call * 80).ToString(CultureInfo.InvariantCulture), fits.Headers.GetValues("X-MBX-USED-WEIGHT-1M").Single());
        }

        using var refused = await client.SendAsync("/api/v3/ticker/24hr", "");
        Assert.Equal((429, "40"), ((int)refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
        for (var call = 0; call < 9; call++) Assert.Equal((429, -1003), await BinanceClient.ErrorAsync(client.SendAsync("/api/v3/ping", "")));
        Assert.Equal((418, -1003), await BinanceClient.ErrorAsync(client.SendAsync("/api/v3/ping", "")));
        time.Advance(TimeSpan.FromSeconds(60));
        using var banned = await client.SendAsync("/api/v3/ping", "");
        Assert.Equal((418, "60"), ((int)banned.StatusCode, banned.Headers.GetValues("Retry-After").Single()));
        time.Advance(TimeSpan.FromSeconds(61));
        using var free = await client.SendAsync("/api/v3/ping", "");
        Assert.True(free.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Dear_wallet_endpoints_have_a_budget_of_their_own()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        using var client = new BinanceClient(sandbox);
        for (var call = 0; call < 2; call++) await client.OkAsync("/sapi/v1/fiat/orders", "transactionType=0");
        Assert.Equal((429, -1003), await BinanceClient.ErrorAsync(client.SignedAsync("/sapi/v1/fiat/orders", "transactionType=0")));
        using var other = await client.SignedAsync("/sapi/v1/capital/withdraw/history");
        Assert.Equal("18000", other.Headers.GetValues("X-SAPI-USED-UID-WEIGHT-1M").Single());
    }

    [Fact]
    public async Task A_hundred_orders_in_ten_seconds_are_enough()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        using var client = new BinanceClient(sandbox, KeyNames.Fresh);
        for (var order = 0; order < 100; order++) Assert.Equal((400, -1013), await BinanceClient.ErrorAsync(Order()));
        Assert.Equal((429, -1015), await BinanceClient.ErrorAsync(Order()));

        Task<HttpResponseMessage> Order() => client.SignedAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&price=1&quantity=0.001", HttpMethod.Post);
    }
}
