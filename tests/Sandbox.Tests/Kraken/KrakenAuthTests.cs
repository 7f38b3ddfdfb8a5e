using PortfolioPlatform.Sandbox.Kraken;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Kraken;

public sealed class KrakenAuthTests
{
    [Theory]
    [InlineData("kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==", "/0/private/AddOrder", "1616492376594",
        "nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25", "4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==")]
    [InlineData("a3Jha2VuLXRlc3Qtc2VjcmV0LTAxMjM0NTY3ODk=", "/0/private/Ledgers", "1700000000000",
        "nonce=1700000000000&ofs=50&start=1690000000", "COF4QZ1JbsiukpNHsofg6IoQA/DTFIm7nvOY6i8cWFEGiN4ztikG4x4gCXqa/ZwDfW5DA6+PTKlVBLeJMjxCfQ==")]
    public void The_documented_signatures_come_out(string secret, string path, string nonce, string body, string signature) =>
        Assert.Equal(signature, KrakenAuth.Sign(secret, path, nonce, body));

    [Fact]
    public async Task A_wrong_key_signature_or_nonce_is_refused_in_Krakens_words()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        using var client = new KrakenClient(sandbox);
        Assert.Null(await client.ErrorAsync("Balance"));
        Assert.Equal("EAPI:Invalid key", await client.ErrorAsync("Balance", key: "nobody"));
        Assert.Equal("EAPI:Invalid signature", await client.ErrorAsync("Balance", secret: "AAAA"));
        Assert.Equal("EAPI:Invalid nonce", await client.ErrorAsync("Balance", nonce: "1"));
        Assert.Equal("EAPI:Invalid nonce", await client.ErrorAsync("Balance", nonce: "x"));
        Assert.Equal("EGeneral:Unknown method", await client.ErrorAsync("NoSuchThing"));
    }

    [Fact]
    public async Task A_revoked_key_is_unknown_and_a_limited_one_sees_no_history()
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        using var revoked = new KrakenClient(sandbox, KeyNames.Revoked);
        using var limited = new KrakenClient(sandbox, KeyNames.Limited);
        Assert.Equal("EAPI:Invalid key", await revoked.ErrorAsync("Balance"));
        Assert.Null(await limited.ErrorAsync("Balance"));
        Assert.Equal("EGeneral:Permission denied", await limited.ErrorAsync("Ledgers"));
    }

    [Theory]
    [InlineData(KeyNames.Read, false, false)]
    [InlineData(KeyNames.Trade, true, false)]
    [InlineData(KeyNames.Withdraw, true, true)]
    public async Task A_key_tells_what_it_may_do(string name, bool trades, bool withdraws)
    {
        await using var sandbox = await Sandboxes.StandingAsync();
        using var client = new KrakenClient(sandbox, name);
        var permissions = (await client.ResultAsync("GetApiKeyInfo")).GetProperty("permissions").EnumerateArray().Select(p => p.GetString()).ToList();
        Assert.Contains("query-ledger", permissions);
        Assert.Equal((trades, withdraws), (permissions.Contains("modify-trades"), permissions.Contains("withdraw-funds")));
    }

    [Fact]
    public async Task The_counter_of_the_starter_tier_stops_the_eighth_ledger_page_and_decays_by_a_third_a_second()
    {
        var time = new ManualTime(Sandboxes.Noon);
        await using var sandbox = await Sandboxes.StandingAsync(o => o with { KrakenTier = "starter" }, time);
        using var client = new KrakenClient(sandbox);
        for (var page = 0; page < 7; page++) Assert.Null(await client.ErrorAsync("Ledgers", "ofs=" + (page * 50)));
        Assert.Equal("EAPI:Rate limit exceeded", await client.ErrorAsync("Ledgers"));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("EAPI:Rate limit exceeded", await client.ErrorAsync("Ledgers"));
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.Null(await client.ErrorAsync("Ledgers"));
    }

    [Fact]
    public async Task At_scale_one_the_pro_tier_refills_by_one_a_second()
    {
        var time = new ManualTime(Sandboxes.Noon);
        await using var sandbox = await Sandboxes.StandingAsync(o => o with { KrakenTier = "pro" }, time);
        using var client = new KrakenClient(sandbox);
        for (var page = 0; page < 10; page++) Assert.Null(await client.ErrorAsync("Ledgers", "ofs=" + (page * 50)));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await client.ErrorAsync("Ledgers"));
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal("EAPI:Rate limit exceeded", await client.ErrorAsync("Ledgers", "start=1"));
    }

    [Fact]
    public async Task Young_orders_are_dear_to_cancel_and_public_calls_are_one_a_second()
    {
        await using var sandbox = await Sandboxes.StandingAsync(o => o with { KrakenTier = "starter" });
        using var client = new KrakenClient(sandbox, KeyNames.Fresh);
        string? error = null;
        for (var i = 0; i < 8 && error is null; i++)
        {
            var order = (await client.ResultAsync("AddOrder", "pair=XBTUSD&type=buy&ordertype=limit&price=10000&volume=0.001")).GetProperty("txid")[0].GetString();
            error = await client.ErrorAsync("CancelOrder", "txid=" + order);
        }

        Assert.Equal("EOrder:Rate limit exceeded", error);
        for (var i = 0; i < 3; i++) Assert.Equal(0, (await client.PublicAsync("Time")).GetProperty("error").GetArrayLength());
        Assert.Equal("EGeneral:Too many requests", (await client.PublicAsync("Time")).GetProperty("error")[0].GetString());
    }
}
