using PortfolioPlatform.Binance;
using PortfolioPlatform.Bitfinex;
using PortfolioPlatform.Coinbase;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Huobi;
using PortfolioPlatform.Kraken;

namespace PortfolioPlatform.Exchanges.Tests.Judge;

/// <summary>
/// An independent reader of the same bytes: npm ccxt must come to the same trades, balances and movements. Its known faults are left out by choice of fixture
/// or listed in <c>docs/adding-an-exchange.md</c>: it keeps doubles, strips staking suffixes into names of their own, and knows no conversions, sweeps or rewards.
/// </summary>
public sealed class CcxtJudgeTests
{
    private static readonly string[][] KrakenMarkets = [["XETHZEUR", "ETH", "EUR", "XETH", "ZEUR"], ["XXBTZEUR", "BTC", "EUR", "XXBT", "ZEUR"]];
    private static readonly string[][] BinanceMarkets = [["ETHUSDT", "ETH", "USDT", "ETH", "USDT"], ["BNBUSDT", "BNB", "USDT", "BNB", "USDT"]];
    private static readonly string[][] CoinbaseMarkets = [["ETH-USD", "ETH", "USD", "ETH", "USD"], ["BTC-USD", "BTC", "USD", "BTC", "USD"]];
    private static readonly string[][] BitfinexMarkets = [["tETHUST", "ETH", "USDT", "ETH", "UST"], ["tBTCUST", "BTC", "USDT", "BTC", "UST"]];
    private static readonly string[][] HuobiMarkets = [["ethusdt", "ETH", "USDT", "eth", "usdt"], ["btcusdt", "BTC", "USDT", "btc", "usdt"]];

    [Theory]
    [InlineData("kraken", "TradesHistory", "TradesHistory", null)]
    [InlineData("binance", "myTrades", "myTrades", "ETH/USDT")]
    [InlineData("coinbase", "fills", "fills", null)]
    [InlineData("bitfinex", "trades", "trades", "ETH/USDT")]
    [InlineData("huobi", "matchresults", "matchresults", "ETH/USDT")]
    public async Task Trades_are_the_same(string venue, string fixture, string endpoint, string? symbol)
    {
        var (ours, bytes) = Map(venue, fixture, endpoint);

        var theirs = await AskAsync(venue, "fetchMyTrades", bytes, symbol);

        Assert.NotEmpty(Judged.Trades(ours));
        Assert.Equal(Judged.Trades(theirs), Judged.Trades(ours));
    }

    [Theory]
    [InlineData("kraken", "BalanceEx-plain", "BalanceEx")]
    [InlineData("binance", "account-plain", "account")]
    [InlineData("coinbase", "accounts", "accounts")]
    [InlineData("bitfinex", "wallets-exchange", "wallets")]
    public async Task Balances_are_the_same(string venue, string fixture, string endpoint)
    {
        var (ours, bytes) = Map(venue, fixture, endpoint);

        var theirs = await AskAsync(venue, "fetchBalance", bytes);

        Assert.NotEmpty(Judged.Balances(ours));
        Assert.Equal(Judged.Balances(theirs), Judged.Balances(ours));
    }

    [Theory]
    [InlineData("kraken", "DepositStatus", "DepositStatus", "fetchDeposits", "BTC")]
    [InlineData("kraken", "WithdrawStatus", "WithdrawStatus", "fetchWithdrawals", "ETH")]
    [InlineData("binance", "depositHistory", "depositHistory", "fetchDeposits", "USDT")]
    [InlineData("binance", "withdrawHistory", "withdrawHistory", "fetchWithdrawals", "USDT")]
    [InlineData("bitfinex", "movements", "movements", "fetchDepositsWithdrawals", null)]
    [InlineData("huobi", "deposit-withdraw", "deposit-withdraw", "fetchWithdrawals", "USDT")]
    public async Task Movements_are_the_same(string venue, string fixture, string endpoint, string method, string? currency)
    {
        var (ours, bytes) = Map(venue, fixture, endpoint);

        var theirs = await AskAsync(venue, method, bytes, currency);

        Assert.NotEmpty(Judged.Movements(ours));
        Assert.Equal(Judged.Movements(theirs), Judged.Movements(ours));
    }

    [Theory]
    [InlineData("kraken", "Ledgers", "Ledgers")]
    [InlineData("bitfinex", "ledgers", "ledgers")]
    public async Task Ledgers_change_the_same(string venue, string fixture, string endpoint)
    {
        var (ours, bytes) = Map(venue, fixture, endpoint);

        var theirs = await AskAsync(venue, "fetchLedger", bytes);

        Assert.NotEmpty(Judged.Changes(ours));
        Assert.Equal(Judged.Changes(theirs), Judged.Changes(ours));
    }

    private static (MappedPage Page, byte[] Bytes) Map(string venue, string fixture, string endpoint)
    {
        var bytes = WireFixture.Load(venue, fixture).Bytes;
        var page = Connector(venue).Map(endpoint, bytes);
        Assert.DoesNotContain(page.Problems, problem => problem.Code is "page-unreadable" or "record-unreadable");
        return (page, bytes);
    }

    private static Task<System.Text.Json.JsonElement> AskAsync(string venue, string method, byte[] bytes, params object?[] args) =>
        Ccxt.AskAsync(venue == "huobi" ? "htx" : venue, Markets(venue), method, args, bytes);

    private static IVenueConnector Connector(string venue) => venue switch
    {
        "kraken" => new KrakenConnector(),
        "binance" => new BinanceConnector(),
        "coinbase" => new CoinbaseConnector(),
        "bitfinex" => new BitfinexConnector(),
        _ => new HuobiConnector(),
    };

    private static string[][] Markets(string venue) => venue switch
    {
        "kraken" => KrakenMarkets,
        "binance" => BinanceMarkets,
        "coinbase" => CoinbaseMarkets,
        "bitfinex" => BitfinexMarkets,
        _ => HuobiMarkets,
    };
}
