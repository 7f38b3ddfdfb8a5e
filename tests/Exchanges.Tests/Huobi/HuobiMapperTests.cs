using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Huobi;

namespace PortfolioPlatform.Exchanges.Tests.Huobi;

public sealed class HuobiMapperTests
{
    private static readonly HuobiConnector Connector = new();

    [Fact]
    public void A_fill_is_one_trade_under_symbol_trade_and_order_with_every_digit()
    {
        var trade = Assert.Single(Connector.Map("/v1/order/matchresults", WireFixture.Load("huobi", "matchresults").Bytes).Transactions);

        Assert.Equal("Trade +0.500000000000000001 ETH, -1000.00500000000000200001 USDT, -0.001 ETH Fee", Told.Text(trade));
        Assert.Equal(("ethusdt:90:70", "matchresults", "70", "ethusdt"), (trade.NativeId, trade.Source, trade.Reference, trade.Market));
        Assert.Equal(["taker"], trade.Flags.ToArray());
    }

    [Theory]
    [InlineData("sell-limit-maker", "\"filled-fees\":\"2\",\"fee-currency\":\"usdt\"", "Trade -0.5 ETH, +1000 USDT, -2 USDT Fee", "")]
    [InlineData("sell-limit-maker", "\"filled-fees\":\"0\",\"fee-currency\":\"usdt\",\"fee-deduct-currency\":\"ht\",\"filled-points\":\"0.3\",\"fee-deduct-state\":\"done\",\"role\":\"maker\"", "Trade -0.5 ETH, +1000 USDT, -0.3 HT Fee", "maker")]
    [InlineData("buy-market", "\"filled-fees\":\"0\",\"fee-currency\":\"eth\",\"fee-deduct-currency\":\"hbpoint\",\"filled-points\":\"0.3\",\"fee-deduct-state\":\"ongoing\"", "Trade +0.5 ETH, -1000 USDT, -0.3 HBPOINT Fee", "fee-open")]
    [InlineData("buy-limit-maker", "\"filled-fees\":\"-0.2\",\"fee-currency\":\"usdt\",\"role\":\"maker\"", "Trade +0.5 ETH, -1000 USDT", "maker,rebate-later")]
    [InlineData("buy-ioc", "\"filled-fees\":\"0\",\"fee-currency\":\"eth\",\"filled-points\":\"\",\"fee-deduct-currency\":\"\"", "Trade +0.5 ETH, -1000 USDT", "")]
    [Trait("Pain", "20")]
    [Trait("Pain", "21")]
    public void Fees_in_points_and_rebates_that_come_later(string type, string members, string expected, string flags)
    {
        var page = Matches($$"""{"id":1,"symbol":"ethusdt","order-id":7,"trade-id":9,"price":"2000","created-at":1700000000123,"type":"{{type}}","filled-amount":"0.5",{{members}}}""");

        Assert.Equal([expected], Told.Texts(page));
        Assert.Equal(flags, string.Join(',', page.Transactions[0].Flags));
    }

    [Theory]
    [InlineData("ethusdt", null, "ETH", "USDT")]
    [InlineData("ethbtc", null, "ETH", "BTC")]
    [InlineData("usdcusdt", null, "USDC", "USDT")]
    [InlineData("weirdpair", """{"symbols":{"weirdpair":"weird/pair"}}""", "WEIRD", "PAIR")]
    [InlineData("soulusdt", null, "SOULSAVER", "USDT")]
    [InlineData("bccbtc", null, "BCH", "BTC")]
    [Trait("Pain", "27")]
    public void Symbols_split_by_the_venues_table_or_at_a_known_quote(string symbol, string? metadata, string baseSymbol, string quoteSymbol)
    {
        var page = Connector.Map("matchresults", Told.Bytes($$"""{"status":"ok","data":[{"id":1,"symbol":"{{symbol}}","order-id":7,"trade-id":9,"price":"2","created-at":1700000000123,"type":"buy-limit","filled-amount":"1","filled-fees":"0"}]}"""), metadata);

        Assert.Equal([baseSymbol, quoteSymbol], page.Transactions[0].Legs.Select(leg => leg.Symbol));
    }

    [Fact]
    [Trait("Pain", "1")]
    [Trait("Pain", "26")]
    public void Twins_stay_two_and_one_bad_record_does_not_stop_the_rest()
    {
        const string Twin = "\"symbol\":\"ethusdt\",\"order-id\":7,\"price\":\"2\",\"created-at\":1700000000123,\"filled-amount\":\"1\",\"filled-fees\":\"0\"";
        var page = Matches(
            $$"""{"id":1,"trade-id":9,"type":"buy-limit",{{Twin}}}""", $$"""{"id":2,"trade-id":10,"type":"buy-limit",{{Twin}}}""", $$"""{"id":3,"trade-id":11,"type":"hold-limit",{{Twin}}}""",
            """{"id":4}""", """{"id":5,"trade-id":9,"type":"buy-limit","symbol":"nosplit","order-id":7,"price":"2","created-at":1700000000123,"filled-amount":"1","filled-fees":"0"}""");

        Assert.Equal(["ethusdt:9:7", "ethusdt:10:7"], page.Transactions.Select(t => t.NativeId));
        Assert.Equal(["3", "4", "5"], page.Problems.Select(p => p.NativeId));
        Assert.Equal(5, page.RecordCount);
    }

    [Fact]
    [Trait("Pain", "19")]
    public void Seconds_taken_for_milliseconds_are_not_booked() =>
        Assert.Equal(["implausible-time"], Told.Problems(Matches("""{"id":1,"symbol":"ethusdt","order-id":7,"trade-id":9,"price":"2000","created-at":1700000000,"type":"buy-limit","filled-amount":"0.5","filled-fees":"0"}""")));

    [Fact]
    public void A_withdrawal_pays_its_fee_on_top_and_carries_its_hash()
    {
        var moved = Assert.Single(Connector.Map("deposit-withdraw", WireFixture.Load("huobi", "deposit-withdraw").Bytes).Transactions);

        Assert.Equal("Withdrawal -100.25 USDT, -1.5 USDT Fee", Told.Text(moved));
        Assert.Equal(("withdraw:31", "ab01", "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC", "trc20usdt"), (moved.NativeId, moved.TxHash, moved.Address, moved.Network));
    }

    [Theory]
    [InlineData("deposit", "safe", "Deposit +1 BTC")]
    [InlineData("deposit", "confirmed", "Deposit +1 BTC")]
    [InlineData("deposit", "confirming", "Deposit +1 BTC [Pending]")]
    [InlineData("deposit", "orphan", "Deposit +1 BTC [Failed]")]
    [InlineData("withdraw", "confirmed", "Withdrawal -1 BTC")]
    [InlineData("withdraw", "wallet-transfer", "Withdrawal -1 BTC [Pending]")]
    [InlineData("withdraw", "repealed", "Withdrawal -1 BTC [Failed]")]
    [InlineData("withdraw", "wallet-reject", "Withdrawal -1 BTC [Failed]")]
    [Trait("Pain", "46")]
    public void Movements_count_only_when_they_are_done(string type, string state, string expected)
    {
        var page = Movement(type, state);

        Assert.Equal([expected], Told.Texts(page));
        Assert.Empty(page.Problems);
    }

    [Fact]
    public void A_state_or_direction_that_is_new_is_reported()
    {
        Assert.Equal(["Withdrawal -1 BTC [Pending]"], Told.Texts(Movement("withdraw", "levitating")));
        Assert.Equal(["unknown-type"], Told.Problems(Movement("deposit", "levitating")));
        Assert.Equal(["record-unreadable"], Told.Problems(Movement("teleport", "safe")));
        Assert.Equal(["internal-to-venue"], Movement("deposit", "safe", "FAST").Transactions[0].Flags.ToArray());
    }

    [Theory]
    [InlineData("rebate", "0.7", "Rebate +0.7 USDT Rebate")]
    [InlineData("interest", "-0.7", "InterestPaid -0.7 USDT")]
    [InlineData("interest", "0.7", "Interest +0.7 USDT")]
    [InlineData("liquidation", "-0.7", "MarginResult -0.7 USDT")]
    [InlineData("credit", "10", "Adjustment +10 USDT")]
    [InlineData("other-types", "10", "Adjustment +10 USDT")]
    [InlineData("brand-new", "10", "Unknown +10 USDT")]
    public void Records_that_nothing_else_tells_are_booked(string type, string amount, string expected) => Assert.Equal([expected], Told.Texts(Records(Record(1, type, amount, "usdt"))));

    [Theory]
    [InlineData("trade")]
    [InlineData("transact-fee")]
    [InlineData("fee-deduction")]
    [InlineData("transfer")]
    [InlineData("deposit")]
    [InlineData("withdraw")]
    [InlineData("withdraw-fee")]
    public void Records_told_elsewhere_are_left_there(string type) => Assert.Empty(Records(Record(1, type, "-1", "usdt")).Transactions);

    [Fact]
    public void Both_rows_of_an_exchange_are_one_event_and_a_single_one_is_reported()
    {
        Assert.Equal(["Conversion -10 USDT, +0.005 ETH"], Told.Texts(Records(Record(2, "exchange", "0.005", "eth"), Record(1, "exchange", "-10", "usdt"))));
        Assert.Equal(["half-group"], Told.Problems(Records(Record(1, "exchange", "-10", "usdt"))));
    }

    [Fact]
    public void Both_sides_of_a_transfer_are_one_event_and_a_single_side_left_for_another_product()
    {
        const string Side = "\"currency\":\"usdt\",\"transactType\":\"transfer\",\"transactTime\":1700000000123,\"transferer\":101,\"transferee\":102";
        var page = Connector.Map("ledger", Told.Bytes($$"""{"code":200,"data":[{"accountId":101,"transactAmt":-10,"transactId":1,"transferType":"spot-to-margin",{{Side}}},{"accountId":102,"transactAmt":10,"transactId":2,"transferType":"spot-to-margin",{{Side}}},{"accountId":101,"transactAmt":-3,"transactId":3,"transferType":"spot-to-linear-swap",{{Side}}}]}"""));

        Assert.Equal(["InternalTransfer -10 USDT, +10 USDT", "InternalTransfer -3 USDT"], Told.Texts(page));
        Assert.Equal(["101:1", "101:3"], page.Transactions.Select(t => t.NativeId));
        Assert.Equal(["other-product", "transfer:spot-to-linear-swap"], page.Transactions[1].Flags.ToArray());
    }

    [Fact]
    public void Debts_are_taken_off_and_empty_lines_left_out()
    {
        var balance = Assert.Single(Connector.Map("accounts/101/balance", WireFixture.Load("huobi", "balance").Bytes).Balances);

        Assert.Equal(("usdt", "USDT", "margin:btcusdt", "85.25", "90.5"), (balance.Code, balance.Symbol, balance.Wallet, balance.Total.ToString(), balance.Available.ToString()));
    }

    [Theory]
    [InlineData("matchresults", "{\"status\":\"ok\",\"data\":[{")]
    [InlineData("matchresults", "{\"status\":\"ok\",\"data\":{}}")]
    [InlineData("balance", "{\"status\":\"ok\",\"data\":[]}")]
    [InlineData("nonsense", "{\"data\":[]}")]
    [InlineData("history", "[]")]
    public void A_page_that_cannot_be_read_is_quarantined(string endpoint, string body) => Assert.Equal(["page-unreadable"], Told.Problems(Connector.Map(endpoint, Told.Bytes(body))));

    private static MappedPage Matches(params string[] rows) => Connector.Map("matchresults", Told.Bytes($$"""{"status":"ok","data":[{{string.Join(',', rows)}}]}"""));

    private static MappedPage Movement(string type, string state, string subType = "NORMAL") =>
        Connector.Map("deposits", Told.Bytes($$"""{"status":"ok","data":[{"id":5,"type":"{{type}}","sub-type":"{{subType}}","currency":"btc","amount":1,"fee":0,"state":"{{state}}","tx-hash":"","address":"","created-at":1700000000000}]}"""));

    private static MappedPage Records(params string[] rows) => Connector.Map("history", Told.Bytes($$"""{"status":"ok","data":[{{string.Join(',', rows)}}]}"""));

    private static string Record(int id, string type, string amount, string currency) =>
        $$"""{"account-id":101,"currency":"{{currency}}","record-id":{{id}},"transact-amt":"{{amount}}","transact-type":"{{type}}","transact-time":1700000000123}""";
}
