using PortfolioPlatform.Coinbase;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Coinbase;

public sealed class CoinbaseMapperTests
{
    private static readonly CoinbaseConnector Connector = new();

    [Fact]
    public void A_fill_is_one_trade_with_exact_legs_and_keeps_its_microseconds()
    {
        var page = Connector.Map("fills", WireFixture.Load("coinbase", "fills").Bytes);
        var trade = Assert.Single(page.Transactions);

        Assert.Equal("Trade +0.5031 ETH, -1006.386147 USD, -4.0254445 USD Fee", Told.Text(trade));
        Assert.Equal(("e-9f1", "fills", "o-71", "ETH-USD"), (trade.NativeId, trade.Source, trade.Reference, trade.Market));
        Assert.Equal(new DateTimeOffset(2023, 11, 14, 22, 13, 20, TimeSpan.Zero).AddTicks(1234560), trade.Time);
        Assert.Equal(["taker"], trade.Flags.ToArray());
    }

    [Theory]
    [InlineData("\"size\":\"1000\",\"price\":\"2000\",\"size_in_quote\":true,\"commission\":\"4\",\"side\":\"BUY\"", "Trade +0.5 ETH, -1000 USDC, -4 USDC Fee")]
    [InlineData("\"size\":\"10\",\"price\":\"3\",\"size_in_quote\":true,\"commission\":\"0\",\"side\":\"SELL\"", "Trade -3.33333333 ETH, +10 USDC")]
    [InlineData("\"size\":\"0.5\",\"price\":\"2000\",\"commission\":\"-0.4\",\"side\":\"SELL\"", "Trade -0.5 ETH, +1000 USDC, +0.4 USDC Rebate")]
    [InlineData("\"size\":\"0.5\",\"price\":\"2000\",\"commission\":\"4\",\"side\":\"BUY\",\"trade_type\":\"REVERSAL\"", "Trade -0.5 ETH, +1000 USDC, +4 USDC Rebate")]
    [InlineData("\"size\":\"0.000000000000000001\",\"price\":\"0.000000001\",\"commission\":\"0\",\"side\":\"BUY\"", "Trade +0.000000000000000001 ETH, -0.000000000000000000000000001 USDC")]
    public void Size_in_quote_rebates_and_reversals_are_booked_as_they_moved_the_balance(string members, string expected)
    {
        var page = Connector.Map("fills", Told.Bytes($$"""{"fills":[{"entry_id":"e","trade_id":"t","order_id":"o","trade_time":"2023-11-14T22:13:20.123456789Z","product_id":"ETH-USDC",{{members}}}]}"""));

        Assert.Equal([expected], Told.Texts(page));
        Assert.Empty(page.Problems);
    }

    [Fact]
    [Trait("Pain", "1")]
    public void Two_fills_alike_in_all_but_their_entry_id_stay_two()
    {
        const string Twin = "\"trade_id\":\"t\",\"order_id\":\"o\",\"trade_time\":\"2023-11-14T22:13:20Z\",\"price\":\"2\",\"size\":\"1\",\"commission\":\"0\",\"product_id\":\"ETH-USD\",\"side\":\"BUY\"";
        var page = Connector.Map("fills", Told.Bytes($$"""{"fills":[{"entry_id":"a",{{Twin}}},{"entry_id":"b",{{Twin}}}]}"""));

        Assert.Equal(["a", "b"], page.Transactions.Select(t => t.NativeId));
    }

    [Fact]
    [Trait("Pain", "26")]
    public void One_bad_record_is_reported_and_the_others_load()
    {
        var page = Connector.Map("fills", Told.Bytes("""{"fills":[{"entry_id":"bad","price":"x"},{"entry_id":"e","trade_id":"t","order_id":"o","trade_time":"2023-11-14T22:13:20Z","price":"2","size":"1","commission":"0","product_id":"ZZZQ-USD","side":"BUY"},{"entry_id":"odd","trade_id":"t","order_id":"o","trade_time":"2023-11-14T22:13:20Z","price":"2","size":"1","commission":"0","product_id":"nomarket","side":"BUY"}]}"""));

        Assert.Equal(["Trade +1 ZZZQ, -2 USD"], Told.Texts(page));
        Assert.Equal([("record-unreadable", "bad"), ("record-unreadable", "odd")], page.Problems.Select(p => (p.Code, p.NativeId!)));
        Assert.Equal(3, page.RecordCount);
    }

    [Theory]
    [InlineData("fills", "{\"fills\":[{\"entry")]
    [InlineData("fills", "{\"cursor\":\"\"}")]
    [InlineData("transactions", "[]")]
    [InlineData("nonsense", "{}")]
    public void A_page_that_cannot_be_read_is_quarantined(string endpoint, string body) =>
        Assert.Equal(["page-unreadable"], Told.Problems(Connector.Map(endpoint, Told.Bytes(body))));

    [Fact]
    [Trait("Pain", "19")]
    public void A_time_before_the_first_block_is_not_booked()
    {
        var page = Row("send", "\"1\"", at: "1970-01-20T16:13:20Z");

        Assert.Empty(page.Transactions);
        Assert.Equal(["implausible-time"], Told.Problems(page));
    }

    [Fact]
    public void An_outgoing_send_shows_its_network_fee_and_sums_to_the_row()
    {
        var sent = Assert.Single(Connector.Map("accounts/w1/transactions", Told.Bytes("""{"data":[{"id":"x1","type":"send","status":"completed","amount":{"amount":"-0.5","currency":"ETH"},"created_at":"2023-11-14T22:13:20Z","network":{"hash":"0xab","network_name":"ethereum","transaction_fee":{"amount":"0.001","currency":"ETH"}},"to":{"address":"0x52"}}]}""")).Transactions);

        Assert.Equal("Withdrawal -0.499 ETH, -0.001 ETH Fee", Told.Text(sent));
        Assert.Equal(("0xab", "0x52", "ethereum"), (sent.TxHash, sent.Address, sent.Network));
    }

    [Theory]
    [InlineData("send", "1", "Deposit +1 ETH")]
    [InlineData("fiat_deposit", "1", "Deposit +1 ETH")]
    [InlineData("fiat_withdrawal", "-1", "Withdrawal -1 ETH")]
    [InlineData("staking_reward", "0.01", "StakingReward +0.01 ETH")]
    [InlineData("inflation_reward", "0.01", "StakingReward +0.01 ETH")]
    [InlineData("interest", "0.01", "Interest +0.01 ETH")]
    [InlineData("earn_payout", "0.01", "Airdrop +0.01 ETH")]
    [InlineData("subscription", "-29.99", "Fee -29.99 ETH")]
    [InlineData("subscription_rebate", "1", "Rebate +1 ETH")]
    [InlineData("clawback", "-1", "Adjustment -1 ETH")]
    [InlineData("cardspend", "-5", "Withdrawal -5 ETH")]
    [InlineData("pro_deposit", "-5", "InternalTransfer -5 ETH")]
    [InlineData("fcm_futures_sweep", "-5", "MarginResult -5 ETH")]
    [InlineData("tx", "5", "StakingReward +5 ETH")]
    public void Row_types_have_their_meaning(string type, string amount, string expected)
    {
        var page = Row(type, $"\"{amount}\"");

        Assert.Equal([expected], Told.Texts(page));
        Assert.Empty(page.Problems);
    }

    [Fact]
    public void An_unknown_type_is_kept_and_flagged()
    {
        var page = Row("teleport", "\"3\"");

        Assert.Equal(["Unknown +3 ETH"], Told.Texts(page));
        Assert.Equal(["unknown-type"], Told.Problems(page));
        Assert.Equal(["unknown-type"], page.Transactions[0].Flags.ToArray());
    }

    [Theory]
    [InlineData("pending", TransactionStatus.Pending, 0)]
    [InlineData("waiting_for_clearing", TransactionStatus.Pending, 0)]
    [InlineData("failed", TransactionStatus.Failed, 0)]
    [InlineData("canceled", TransactionStatus.Failed, 0)]
    [InlineData("levitating", TransactionStatus.Pending, 1)]
    [Trait("Pain", "46")]
    public void Only_completed_rows_count(string status, TransactionStatus expected, int problems)
    {
        var page = Row("send", "\"-1\"", status: status);

        Assert.Equal(expected, Assert.Single(page.Transactions).Status);
        Assert.Equal(problems, page.Problems.Length);
    }

    [Fact]
    public void Rows_of_fills_are_left_to_the_fills() => Assert.Empty(Connector.Map("transactions", Told.Bytes("""
        {"data":[{"id":"x10","type":"advanced_trade_fill","status":"completed","amount":{"amount":"0.5","currency":"ETH"},"advanced_trade_fill":{"fill_price":"2000","commission":"4","product_id":"ETH-USD","order_id":"o1"},"created_at":"2023-11-14T22:13:20Z"}]}
        """)).Transactions);

    [Fact]
    public void A_send_to_nobody_is_a_hop_inside_the_account_and_a_send_from_the_venues_lessons_is_a_gift()
    {
        Assert.Equal(["InternalTransfer -1 ETH"], Told.Texts(Row("send", "\"-1\"", more: ",\"to\":null")));
        Assert.Equal(["Airdrop +1 ETH"], Told.Texts(Row("send", "\"1\"", more: ",\"from\":{\"name\":\"Coinbase Earn\"}")));
    }

    [Fact]
    public void An_exchange_deposit_that_repeats_a_deposit_is_not_booked_twice()
    {
        var page = Connector.Map("transactions", Told.Bytes("""
            {"data":[{"id":"a","type":"fiat_deposit","status":"completed","amount":{"amount":"100","currency":"EUR"},"created_at":"2023-11-14T22:13:20Z"},
                     {"id":"b","type":"exchange_deposit","status":"completed","amount":{"amount":"100","currency":"EUR"},"created_at":"2023-11-14T22:13:20Z"}]}
            """));

        Assert.Equal(["Deposit +100 EUR"], Told.Texts(page));
        Assert.Equal(["duplicate-row"], Told.Problems(page));
    }

    [Theory]
    [InlineData("DAI", "2019-11-01T00:00:00Z", "SAI")]
    [InlineData("DAI", "2020-01-01T00:00:00Z", "DAI")]
    [InlineData("MCDAI", "2020-01-01T00:00:00Z", "DAI")]
    [InlineData("ETH2", "2023-01-01T00:00:00Z", "ETH")]
    [Trait("Pain", "27")]
    public void Codes_become_common_symbols_by_date_and_are_kept(string code, string at, string symbol)
    {
        var leg = Row("send", "\"1\"", code: code, at: at).Transactions[0].Legs[0];

        Assert.Equal((code, symbol), (leg.Code, leg.Symbol));
    }

    private static MappedPage Row(string type, string amount, string status = "completed", string code = "ETH", string at = "2023-11-14T22:13:20Z", string more = "") =>
        Connector.Map("transactions", Told.Bytes($$"""{"data":[{"id":"x1","type":"{{type}}","status":"{{status}}","amount":{"amount":{{amount}},"currency":"{{code}}"},"created_at":"{{at}}"{{more}}}]}"""));
}
