using PortfolioPlatform.Bitfinex;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;

namespace PortfolioPlatform.Exchanges.Tests.Bitfinex;

public sealed class BitfinexLedgerTests
{
    private static readonly BitfinexConnector Connector = new();

    [Theory]
    [InlineData("Exchange 0.5 ETH for UST @ 2000.0 on wallet exchange")]
    [InlineData("Trading fees for 0.5 ETH (ETHUST) @ 2000.0 on BFX (0.2%) on wallet exchange")]
    [InlineData("Trading rebate for 0.5 ETH (ETHUST) @ 2000.0 on BFX on wallet exchange")]
    [InlineData("Deposit (ETHEREUM) #13000001 on wallet exchange")]
    [InlineData("Ethereum Withdrawal #13000002 on wallet exchange")]
    [InlineData("Ethereum Withdrawal fee on wallet exchange")]
    [InlineData("Ethereum Withdrawal Canceled #13000002 on wallet exchange")]
    [InlineData("Crypto miner fee on wallet exchange")]
    public void Rows_that_a_trade_or_movement_tells_are_left_to_them(string words)
    {
        var page = Row("-1", words);

        Assert.Empty(page.Transactions);
        Assert.Empty(page.Problems);
    }

    [Theory]
    [InlineData("1", "Margin Funding Payment on wallet funding", "Interest +1 USDT")]
    [InlineData("1", "Staking Payments for DOT on wallet exchange", "StakingReward +1 USDT")]
    [InlineData("1", "Trading rebate on wallet exchange", "Rebate +1 USDT")]
    [InlineData("1", "Affiliate Rebate on wallet exchange", "Rebate +1 USDT")]
    [InlineData("1", "Earned fees from user 7 on wallet exchange", "Rebate +1 USDT")]
    [InlineData("1", "Airdrop of UST on wallet exchange", "Airdrop +1 USDT")]
    [InlineData("-1", "Used Margin Funding Charge on wallet margin", "InterestPaid -1 USDT")]
    [InlineData("-1", "Unused Margin Funding Fee on wallet margin", "InterestPaid -1 USDT")]
    [InlineData("-1", "Position #7 funding cost on wallet margin", "InterestPaid -1 USDT")]
    [InlineData("-1", "Derivatives funding event on wallet margin", "Funding -1 USDT")]
    [InlineData("-1", "Position closed @ 2000.0 (TRADE) on wallet margin", "MarginResult -1 USDT")]
    [InlineData("-1", "Settlement @ 2000.0 on wallet margin", "MarginResult -1 USDT")]
    [InlineData("-1", "Hidden order fee on wallet exchange", "Fee -1 USDT")]
    [InlineData("-1", "Claiming fee for Position claimed on wallet margin", "Fee -1 USDT")]
    [InlineData("1", "Adjustment on wallet exchange", "Adjustment +1 USDT")]
    public void Every_other_category_is_booked_by_its_words(string amount, string words, string expected)
    {
        var page = Row(amount, words);

        Assert.Equal([expected], Told.Texts(page));
        Assert.Equal(("8001", "ledgers", 8001), (page.Transactions[0].NativeId, page.Transactions[0].Source, page.Transactions[0].Sequence));
        Assert.Empty(page.Problems);
    }

    [Theory]
    [InlineData("Trading fees for 0.5 ETH (ETHUST) @ 2000.0 on BFX (0.2%) on wallet margin", "Fee -1 USDT")]
    [InlineData("Exchange 0.5 ETH for UST @ 2000.0 on wallet margin", "MarginResult -1 USDT")]
    public void Fees_and_results_of_margin_fills_are_booked_here_because_their_trades_are_not(string words, string expected) =>
        Assert.Equal([expected], Told.Texts(Row("-1", words, wallet: "margin")));

    [Fact]
    public void Unknown_words_are_kept_and_flagged_so_that_the_sum_stays_right()
    {
        var page = Row("3", "Moonshine on wallet exchange");

        Assert.Equal(["Unknown +3 USDT"], Told.Texts(page));
        Assert.Equal(["unknown-type"], Told.Problems(page));
    }

    [Fact]
    public void A_transfer_into_the_wallet_of_derivatives_is_one_although_the_coin_has_another_name_there_and_the_first_mapper_still_says_what_it_said()
    {
        const string Body = """
            [[4,"USTF0","margin",1700000000123,null,10,10,null,"Transfer of 10.0 USTF0 from wallet exchange to margin on wallet margin"],
            [3,"UST","exchange",1700000000123,null,-10,0,null,"Transfer of 10.0 UST from wallet exchange to margin on wallet exchange"]]
            """;
        var bytes = System.Text.Encoding.UTF8.GetBytes(Body);

        Assert.Equal(["InternalTransfer -10 USDT, +10 USDT"], Told.Texts(Connector.Map("ledgers", bytes)));
        Assert.Equal(2, Connector.OlderMappers[1]("ledgers", bytes, null).Transactions.Length);
    }

    [Fact]
    public void Transfers_between_wallets_pair_by_instant_and_currency()
    {
        var page = Rows(
            "[4,\"UST\",\"funding\",1700000000123,null,10,10,null,\"Transfer of 10.0 UST from wallet exchange to funding on wallet funding\"]",
            "[3,\"UST\",\"exchange\",1700000000123,null,-10,0,null,\"Transfer of 10.0 UST from wallet exchange to funding on wallet exchange\"]",
            "[2,\"BTC\",\"exchange\",1700000000123,null,-1,0,null,\"Transfer of 1.0 BTC from wallet exchange to funding on wallet exchange\"]");

        Assert.Equal(["InternalTransfer -10 USDT, +10 USDT", "InternalTransfer -1 BTC"], Told.Texts(page));
        Assert.Equal("3", page.Transactions[0].NativeId);
        Assert.Equal([("half-group", "2")], page.Problems.Select(p => (p.Code, p.NativeId!)));
    }

    [Fact]
    public void A_conversion_is_one_event_with_its_charge_and_a_migration_is_no_disposal()
    {
        Assert.Equal(
            ["Conversion -10 USDT, -0.1 USDT Fee, +0.005 ETH"],
            Told.Texts(Rows(
                "[6,\"ETH\",\"exchange\",1700000000123,null,0.005,1,null,\"Currency conversion UST => ETH on wallet exchange\"]",
                "[5,\"UST\",\"exchange\",1700000000123,null,-0.1,1,null,\"Currency conversion fee on wallet exchange\"]",
                "[4,\"UST\",\"exchange\",1700000000123,null,-10,1,null,\"Currency conversion UST => ETH on wallet exchange\"]")));
        Assert.Equal(
            ["Migration -10 MATIC, +10 POL"],
            Told.Texts(Rows(
                "[5,\"POL\",\"exchange\",1700000000123,null,10,1,null,\"Token migration MATIC => POL on wallet exchange\"]",
                "[4,\"MATIC\",\"exchange\",1700000000123,null,-10,1,null,\"Token migration MATIC => POL on wallet exchange\"]")));
    }

    [Fact]
    public void Rows_at_the_cut_of_a_page_are_left_for_the_page_that_has_all_of_them()
    {
        var body = Told.Bytes("[[9,\"UST\",\"exchange\",1700000000124,null,1,1,null,\"Staking Payments\"],[8,\"UST\",\"exchange\",1700000000123,null,1,1,null,\"Staking Payments\"]]");

        Assert.Equal(["9"], Connector.Map("ledgers", body, """{"cut":1700000000123}""").Transactions.Select(t => t.NativeId));
    }

    private static MappedPage Row(string amount, string words, string wallet = "exchange") => Rows($"[8001,\"UST\",\"{wallet}\",1700000000123,null,{amount},1,null,\"{words}\"]");

    private static MappedPage Rows(params string[] rows) => Connector.Map("ledgers", Told.Bytes($"[{string.Join(',', rows)}]"));
}
