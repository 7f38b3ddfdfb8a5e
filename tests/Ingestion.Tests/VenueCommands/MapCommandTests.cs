using System.Text.Json;

namespace PortfolioPlatform.Ingestion.Tests.VenueCommands;

public sealed class MapCommandTests
{
    [Fact]
    public async Task A_ledger_page_prints_one_line_per_event_with_signed_exact_amounts()
    {
        var (code, output, _) = await MapAsync("kraken", "ledgers", """
            {"error":[],"result":{"ledger":{
              "L2":{"refid":"T","time":1700000000.1234,"type":"trade","subtype":"","aclass":"currency","asset":"ZEUR","amount":"-1800.0","fee":"4.68","balance":"0"},
              "L1":{"refid":"T","time":1700000000.1234,"type":"trade","subtype":"","aclass":"currency","asset":"XETH","amount":"1.0000000001","fee":"0.0","balance":"5"}},"count":2}}
            """);

        Assert.Equal(0, code);
        Assert.Equal(
            """{"time":"2023-11-14T22:13:20.1234Z","kind":"trade","legs":[{"asset":"ETH","amount":"1.0000000001","role":"principal"},{"asset":"EUR","amount":"-1800","role":"principal"},{"asset":"EUR","amount":"-4.68","role":"fee"}],"nativeId":"T","flags":[]}""",
            output.Trim());
    }

    [Fact]
    public async Task A_failed_withdrawal_carries_its_state_as_a_flag()
    {
        var (_, output, _) = await MapAsync("binance", "withdrawHistory", """
            [{"id":"w-1","amount":"9","transactionFee":"1","coin":"USDT","status":5,"address":"Tabc","txId":"","applyTime":"2023-11-14 22:13:20","network":"TRX","transferType":0}]
            """);

        using var line = JsonDocument.Parse(output);
        Assert.Equal("withdrawal", line.RootElement.GetProperty("kind").GetString());
        Assert.Equal("failed", line.RootElement.GetProperty("flags")[0].GetString());
        Assert.Equal("2023-11-14T22:13:20Z", line.RootElement.GetProperty("time").GetString());
    }

    [Fact]
    public async Task A_page_of_balances_prints_balances()
    {
        var (_, output, _) = await MapAsync("kraken", "BalanceEx", """{"error":[],"result":{"XXBT":{"balance":"0.5","hold_trade":"0.1","credit":"0","credit_used":"0"}}}""");

        Assert.Equal("""{"asset":"BTC","code":"XXBT","wallet":"spot","total":"0.5","available":"0.4"}""", output.Trim());
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_fails_with_its_reason()
    {
        var (code, output, error) = await MapAsync("kraken", "Ledgers", "<html>504</html>");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("page-unreadable", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "x")]
    [InlineData("kraken", null)]
    public async Task Wrong_words_are_told(string venue, string? endpoint)
    {
        string[] words = endpoint is null ? ["--venue", venue, "file"] : ["--venue", venue, "--endpoint", endpoint, "file"];

        var (code, _, error) = await Run.CommandAsync("map", words);

        Assert.Equal(2, code);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task A_missing_file_is_told()
    {
        var (code, _, error) = await Run.CommandAsync("map", "--venue", "kraken", "--endpoint=Ledgers", "/nowhere/page.json");

        Assert.Equal(2, code);
        Assert.Contains("cannot be read", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> MapAsync(string venue, string endpoint, string body)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, body);
            return await Run.CommandAsync("map", "--venue", venue, "--endpoint", endpoint, file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
