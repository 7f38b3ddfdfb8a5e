using System.Text.Json;
using PortfolioPlatform.Bitfinex;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;

namespace PortfolioPlatform.Exchanges.Tests.Bitfinex;

public sealed class BitfinexMapperTests
{
    private static readonly BitfinexConnector Connector = new();

    [Theory]
    [InlineData("trades")]
    [InlineData("ledgers")]
    [InlineData("movements")]
    [InlineData("wallets")]
    [InlineData("candles")]
    [InlineData("tickers")]
    public void Every_documented_column_is_read_exactly(string name)
    {
        var text = JsonDocument.Parse(File.ReadAllText(WireFixture.PathOf("bitfinex", name))).RootElement;
        var row = text.GetProperty("body")[0];
        object record = name switch
        {
            "trades" => BitfinexTrade.Of(row),
            "ledgers" => BitfinexLedgerRow.Of(row),
            "movements" => BitfinexMovement.Of(row),
            "wallets" => BitfinexWallet.Of(row),
            "candles" => BitfinexCandle.Of(row),
            _ => BitfinexTicker.Of(row),
        };

        WireFixture.AssertProperties(record, text.GetProperty("expected"));
    }

    [Fact]
    public void A_fill_is_one_trade_under_id_market_and_side()
    {
        var trade = Assert.Single(Connector.Map("auth/r/trades/hist", WireFixture.Load("bitfinex", "trades").Bytes).Transactions);

        Assert.Equal("Trade -0.5 ETH, +1000.25 USDT, -2.0005 USDT Fee", Told.Text(trade));
        Assert.Equal(("501:tETHUST:s", "trades", "9001", "tETHUST"), (trade.NativeId, trade.Source, trade.Reference, trade.Market));
        Assert.Equal(["taker"], trade.Flags.ToArray());
        Assert.Equal("UST", trade.Legs[1].Code);
    }

    [Theory]
    [InlineData("0.1,2000,\"EXCHANGE MARKET\",2000,1,0.04,\"UST\",1", "Trade +0.1 ETH, -200 USDT, +0.04 USDT Rebate", "maker")]
    [InlineData("0.1,2000,\"EXCHANGE MARKET\",2000,-1,-0.0002,\"ETH\",1", "Trade +0.1 ETH, -200 USDT, -0.0002 ETH Fee", "taker")]
    [InlineData("0.1,2000,\"EXCHANGE MARKET\",2000,0,-0.3,\"LEO\",1", "Trade +0.1 ETH, -200 USDT, -0.3 LEO Fee", "")]
    [InlineData("1e-8,1e-3,\"EXCHANGE FOK\",2000,1,null,null,null", "Trade +0.00000001 ETH, -0.00000000001 USDT", "maker")]
    [InlineData("0.1,2000,null,2000,0,0,null,1", "Trade +0.1 ETH, -200 USDT", "wallet-assumed")]
    [Trait("Pain", "20")]
    [Trait("Pain", "21")]
    public void Fees_in_any_asset_rebates_exponents_and_old_rows(string columns, string expected, string flag)
    {
        var page = Trades($"[7,\"tETHUST\",1700000000123,9,{columns}]");

        Assert.Equal([expected], Told.Texts(page));
        Assert.Equal(flag, string.Join(',', page.Transactions[0].Flags));
    }

    [Fact]
    public void A_margin_fill_moves_no_coins_and_an_old_fill_follows_its_wallet()
    {
        Assert.Empty(Trades("[7,\"tETHUST\",1700000000123,9,0.1,2000,\"LIMIT\",2000,1,-0.1,\"UST\",1]").Transactions);
        var old = Told.Bytes("[[7,\"tETHUST\",1500000000123,9,0.1,2000,null,2000,0,0,null,1]]");
        Assert.Empty(Connector.Map("trades", old, """{"margin":["7:tETHUST:b"]}""").Transactions);
        Assert.Empty(Connector.Map("trades", old, """{"spot":["7:tETHUST:b"]}""").Transactions[0].Flags);
    }

    [Fact]
    [Trait("Pain", "1")]
    public void Both_rows_of_a_self_trade_stay_though_they_share_an_id()
    {
        var page = Trades("[7,\"tETHUST\",1700000000123,9,0.1,2000,\"EXCHANGE LIMIT\",2000,1,0,\"UST\",1],[7,\"tETHUST\",1700000000123,8,-0.1,2000,\"EXCHANGE LIMIT\",2000,-1,0,\"UST\",1]");

        Assert.Equal(2, page.Transactions.Select(t => t.NativeId).Distinct().Count());
    }

    [Theory]
    [InlineData("tDOGE:USD", "DOGE", "USD")]
    [InlineData("tBTCUSD", "BTC", "USD")]
    [InlineData("tAVAX:UST", "AVAX", "UST")]
    [InlineData("tBTCF0:USTF0", "BTCF0", "USTF0")]
    public void Markets_split_at_the_colon_or_in_the_middle(string market, string baseCode, string quoteCode) => Assert.Equal((baseCode, quoteCode), BitfinexCodes.Split(market));

    [Theory]
    [InlineData("fUSD")]
    [InlineData("tDOGEUSD")]
    [InlineData("t")]
    public void What_is_no_market_is_reported_and_the_rest_loads(string market)
    {
        var page = Trades($"[7,\"{market}\",1700000000123,9,0.1,2000,\"EXCHANGE LIMIT\",2000,1,0,\"UST\",1],[8,\"tETHUST\",1700000000123,9,0.1,2000,\"EXCHANGE LIMIT\",2000,1,0,\"UST\",1]");

        Assert.Equal([("record-unreadable", "7")], page.Problems.Select(p => (p.Code, p.NativeId!)));
        Assert.Single(page.Transactions);
    }

    [Theory]
    [InlineData("UST", "USDT")]
    [InlineData("TERRAUST", "USTC")]
    [InlineData("LUNA", "LUNC")]
    [InlineData("LUNA2", "LUNA")]
    [InlineData("BCHABC", "XEC")]
    [InlineData("BCHN", "BCH")]
    [InlineData("USTF0", "USDT")]
    [InlineData("BTCF0", "BTC")]
    [InlineData("UDC", "USDC")]
    [InlineData("NEWCOIN", "NEWCOIN")]
    [Trait("Pain", "27")]
    public void The_venues_codes_become_common_symbols(string code, string symbol) => Assert.Equal(symbol, BitfinexCodes.BuiltIn.Symbol(code));

    [Fact]
    public void What_the_live_table_knows_beyond_the_built_in_one_travels_with_the_page() =>
        Assert.Equal("MANTLE", Connector.Map("wallets", Told.Bytes("""[["exchange","MNT2",1,0,1]]"""), """{"symbols":{"MNT2":"Mantle"}}""").Balances[0].Symbol);

    [Fact]
    public void The_live_table_is_pairs_of_codes() =>
        Assert.Equal("USDt", BitfinexCodes.ReadMap(JsonDocument.Parse("""[[["UST","USDt"],["X"]]]""").RootElement)["UST"]);

    [Theory]
    [InlineData("COMPLETED", -0.24, "Withdrawal -0.24 ETH, -0.001 ETH Fee")]
    [InlineData("CANCELED", -0.24, "Withdrawal -0.24 ETH, -0.001 ETH Fee [Failed]")]
    [InlineData("SENDING", -0.24, "Withdrawal -0.24 ETH, -0.001 ETH Fee [Pending]")]
    [InlineData("PENDING APPROVAL", -0.24, "Withdrawal -0.24 ETH, -0.001 ETH Fee [Pending]")]
    [InlineData("COMPLETED", 0.24, "Deposit +0.24 ETH, -0.001 ETH Fee")]
    [Trait("Pain", "46")]
    public void A_movement_carries_its_fee_and_how_far_it_came(string status, double amount, string expected)
    {
        var page = Connector.Map("movements", Told.Bytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[[31,\"ETH\",\"ETHEREUM\",null,null,1700000000000,1700000600000,null,null,\"{status}\",null,null,{amount},-0.001,null,null,\"0xab\",null,null,null,\"0xcd\",null]]")));

        Assert.Equal([expected], Told.Texts(page));
        Assert.Equal(("0xcd", "0xab", "ETHEREUM", 1700000000000), (page.Transactions[0].TxHash, page.Transactions[0].Address, page.Transactions[0].Network, page.Transactions[0].Time.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public void A_transfer_of_money_has_no_hash_and_no_address()
    {
        var moved = Connector.Map("movements", Told.Bytes("[[31,\"EUR\",\"SEPA\",null,null,1700000000000,1700000600000,null,null,\"COMPLETED\",null,null,100,0,null,null,null,null,null,null,null]]")).Transactions[0];

        Assert.Equal(("Deposit +100 EUR", null, null), (Told.Text(moved), moved.TxHash, moved.Address));
    }

    [Theory]
    [InlineData("[[1", "page-unreadable")]
    [InlineData("{\"a\":1}", "page-unreadable")]
    [InlineData("[[9,\"TESTBTC\",\"exchange\",1700000000123,null,1,1,null,\"Staking\"]]", "paper-asset")]
    [InlineData("[[9,\"BTC\",\"exchange\",1700000,null,1,1,null,\"Staking\"]]", "implausible-time")]
    [InlineData("[[9,\"BTC\",\"exchange\",1700000000123,null,\"x\",1,null,\"Staking\"]]", "record-unreadable")]
    [InlineData("[[9,\"BTC\"]]", "record-unreadable")]
    [InlineData("[[null,\"BTC\",\"exchange\",1700000000123,null,1,1,null,\"Staking\"]]", "record-unreadable")]
    public void Bad_pages_and_records_are_reported_and_not_booked(string body, string problem)
    {
        var page = Connector.Map("ledgers", Told.Bytes(body));

        Assert.Equal([problem], Told.Problems(page));
        Assert.Empty(page.Transactions);
        Assert.Equal(["page-unreadable"], Told.Problems(Connector.Map("nonsense", Told.Bytes("[]"))));
    }

    [Fact]
    public void Wallets_of_all_types_are_balances_and_an_unknown_available_part_is_the_whole()
    {
        var balances = Connector.Map("wallets", WireFixture.Load("bitfinex", "wallets").Bytes).Balances;

        Assert.Equal(["USDT exchange 150.5 120.5", "BTC funding 0.25 0.25"], balances.Select(b => $"{b.Symbol} {b.Wallet} {b.Total} {b.Available}"));
    }

    private static MappedPage Trades(string rows) => Connector.Map("trades", Told.Bytes($"[{rows}]"));
}
