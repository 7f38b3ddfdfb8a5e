namespace PortfolioPlatform.Ingestion.Tests.VenueCommands;

public sealed class SignCommandTests
{
    private const string KrakenSecret = "a3Jha2VuLXRlc3Qtc2VjcmV0LTAxMjM0NTY3ODk=";
    private const string CoinbaseSecret = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwfqSmxj4pxSCr71UHsTLsX5lUd2rr6+e5JCHuppFEbSLA==";

    [Theory]
    [InlineData("4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==", "kraken", "POST", "/0/private/AddOrder", "nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25", "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==", "1616492376594")]
    [InlineData("COF4QZ1JbsiukpNHsofg6IoQA/DTFIm7nvOY6i8cWFEGiN4ztikG4x4gCXqa/ZwDfW5DA6+PTKlVBLeJMjxCfQ==", "kraken", "POST", "/0/private/Ledgers", "ofs=50&start=1690000000", KrakenSecret, "1700000000000")]
    [InlineData("fivD2BC8s8/h4A0O+DGLWTFYQixohqRKpADKle8X591Igb62/zqfst8ibyx/muOfIhvZON/Q5HdBWLFIJyfyKA==", "kraken", "GET", "/derivatives/api/v3/accounts", "", KrakenSecret, "1700000000000")]
    [InlineData("ebb3a50658a24bd448cab66e823afd4c5455e8121f1c05d150eaeb1c858011f8", "binance", "GET", "/api/v3/account?omitZeroBalances=true&recvWindow=5000", "", "testsecret-binance", "2023-11-14T22:13:20Z")]
    [InlineData("ebb3a50658a24bd448cab66e823afd4c5455e8121f1c05d150eaeb1c858011f8", "Binance", "get", "/api/v3/account?omitZeroBalances=true&recvWindow=5000&timestamp=1700000000000", "", "testsecret-binance", "1700000000")]
    [InlineData("1cc6869067b091dd2c0a6b06521b3631a166e7c016b3ba7119fd54692fbc2133", "binance", "WS", "/ws-api/v3", "", "testsecret-binance", "1700000000000")]
    [InlineData("1d43d8d261084825a5b0fabf260d7f8254cfb1379737b16248cb717dcf9e9248de95bfd7e222ec84f4686dd1480f632f", "bitfinex", "POST", "/v2/auth/r/wallets", "{}", "testsecret-bfx", "1700000000")]
    [InlineData("98256646b25c966d1ed1e084d1dc44b760db2fa8a1d060c0025b9845b71c5198e85bb421bb00d1f9a89919b4fde281b3", "bitfinex", "WS", "/ws/2", "", "testsecret-bfx", "1700000000000000")]
    [InlineData("4exAfYkyXg8V103U0KR94NIp7Wu2Bw6hWi9vsDE6TeA%3D", "huobi", "GET", "/v1/account/accounts", "", "testsecret-htx", "2023-11-14T22:13:20Z")]
    [InlineData("V/Ue7/L9CI06EsolSz1i9Ab0UzZ9IcUTlUu2BtBj02s=", "huobi", "WS", "/ws/v2", "", "testsecret-htx", "2023-11-14T22:13:20Z")]
    [InlineData("UICQ8GSfFH56lhe2R6uvLzExHjNArqd5p+6Dvc7yHVg=", "coinbase", "GET", "/accounts", "", "Y29pbmJhc2UtZXhjaGFuZ2Utc2VjcmV0", "1700000000")]
    public async Task A_documented_vector_is_reproduced(string signature, string venue, string method, string path, string body, string secret, string time)
    {
        string[] words = ["--venue", venue, "--method", method, "--path", path, "--body", body, "--key", venue == "huobi" ? "test-key" : "testkey", "--secret", secret, "--time", time];
        if (path == "/accounts") words = [.. words, "--passphrase", "phrase"];

        var (code, output, error) = await Run.CommandAsync("sign", words);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains(signature, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coinbase_token_is_the_documented_one()
    {
        var (code, output, _) = await Run.CommandAsync(
            "sign", "--venue", "coinbase", "--method", "GET", "--path", "/api/v3/brokerage/accounts", "--key", "11111111-2222-3333-4444-555555555555", "--secret", CoinbaseSecret, "--time", "1700000000", "--random", "00");

        Assert.Equal(0, code);
        Assert.Contains("3xZ96y2rUdBHUl011-d1F6HuU-M8R_Zi3cS6smJKEV_2EBOjAuHErEGk9_2zgM9NIEKyUwDf004a0JQie2lwAw", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_words_are_told_and_nothing_is_printed()
    {
        var (code, output, error) = await Run.CommandAsync("sign", "--venue", "kraken", "--method", "GET");

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--key is missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_venue_is_told()
    {
        var (code, _, error) = await Run.CommandAsync("sign", "--venue", "nowhere");

        Assert.Equal(2, code);
        Assert.Contains("nowhere", error, StringComparison.Ordinal);
    }
}
