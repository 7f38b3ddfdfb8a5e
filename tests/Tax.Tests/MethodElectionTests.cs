namespace PortfolioPlatform.Tax.Tests;

public sealed class MethodElectionTests
{
    private const string Rows =
        """
        1,2023-01-01T00:00:00Z,a,BTC,buy,1,100,0
        2,2023-02-01T00:00:00Z,a,BTC,buy,1,300,0
        3,2023-01-01T00:00:00Z,b,BTC,buy,1,100,0
        4,2023-02-01T00:00:00Z,b,BTC,buy,1,300,0
        5,2023-01-01T00:00:00Z,a,ETH,buy,1,10,0
        6,2023-02-01T00:00:00Z,a,ETH,buy,1,30,0
        7,2024-06-01T00:00:00Z,a,BTC,sell,1,400,0
        8,2024-06-02T00:00:00Z,b,BTC,sell,1,400,0
        9,2024-06-03T00:00:00Z,a,ETH,sell,1,40,0
        """;

    [Theory]
    [InlineData("fifo", "300 300 30")]
    [InlineData("fifo,lifo/b", "300 100 30")]
    [InlineData("fifo,hifo@2024-06-02", "300 100 10")]
    [InlineData("fifo,hifo@2024-06-02/*/ETH", "300 300 10")]
    [InlineData("fifo,lifo/a/BTC,hifo@2024-06-02/b", "100 100 30")]
    [InlineData("lifo,fifo/a,lifo@2024-01-01/a/ETH", "300 100 10")]
    [InlineData("fifo,hifo@2024-06-01..2024-06-01", "100 300 30")]
    [InlineData("specific,hifo@2024-06-01..2024-06-01", "100 300 30")]
    [InlineData("fifo,lifo@2024-06-01..2024-06-02/b", "300 100 30")]
    [InlineData("fifo,hifo@2024-01-01,lofo@2024-06-01..2024-06-02", "300 300 10")]
    [InlineData("fifo,lofo@2024-01-01..2024-06-02,hifo@2024-06-02/b", "300 100 30")]
    public async Task A_method_can_hold_for_a_wallet_or_an_asset_from_a_day_on(string method, string gains)
    {
        using var run = await TaxRun.OfAsync(Rows, "--method", method, "--scope", "wallet");
        Assert.Equal(gains, string.Join(' ', run.Rows("disposals.csv").Select(r => r.Split(',')[11])));
    }

    [Theory]
    [InlineData("lifo/b")]
    [InlineData("fifo,lifo")]
    [InlineData("fifo,lifo@2024-06-01,hifo@2024-01-01")]
    [InlineData("fifo,lifo@2024-06-01,hifo@2024-06-01")]
    [InlineData("fifo,lifo/a/b/c")]
    [InlineData("fifo,acb/a")]
    [InlineData("fifo,hifo@2024-06-02..2024-06-01")]
    [InlineData("fifo,hifo@2024-06-02..soon")]
    [InlineData("fifo,transfers:average")]
    [InlineData("fifo,transfers:fifo,transfers:lifo")]
    [InlineData("acb,transfers:fifo")]
    [InlineData("transfers:fifo")]
    public async Task An_election_that_says_nothing_clear_is_refused(string method)
    {
        using var run = new TaxRun();
        var (code, error) = await run.TryAsync(Rows, "--method", method, "--scope", "wallet");
        Assert.Equal(2, code);
        Assert.Contains("--method", error, StringComparison.Ordinal);
    }

    // Lots at 10, 30 and 20; two move, and what stays is sold.
    [Theory]
    [InlineData("hifo", "80")]
    [InlineData("hifo,transfers:fifo", "70")]
    [InlineData("fifo,transfers:lifo", "80")]
    [InlineData("fifo,hifo@2024-01-01,transfers:lofo", "60")]
    public async Task Transfers_may_take_lots_in_another_order_than_sales(string method, string gain)
    {
        using var run = await TaxRun.OfAsync(
            "+type,to_venue\n1,2024-01-01T12:00:00Z,a,BTC,buy,1,10,0\n2,2024-02-01T12:00:00Z,a,BTC,buy,1,30,0\n3,2024-03-01T12:00:00Z,a,BTC,buy,1,20,0\n4,2024-04-01T12:00:00Z,a,BTC,,2,,0,transfer,b\n5,2024-05-01T12:00:00Z,a,BTC,sell,1,90,0",
            "--scope", "wallet", "--method", method);
        Assert.Equal(gain, run.Rows("disposals.csv").Single().Split(',')[11]);
    }

    [Fact]
    public async Task A_wallet_cannot_be_named_where_lots_are_universal()
    {
        using var run = new TaxRun();
        var (code, error) = await run.TryAsync(Rows, "--method", "fifo,lifo/a", "--scope", "universal");
        Assert.Equal(2, code);
        Assert.Contains("--scope universal knows none", error, StringComparison.Ordinal);
    }
}
