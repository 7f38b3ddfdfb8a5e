using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Kraken;

/// <summary>The traps of Kraken's ledger, one story each.</summary>
public sealed class LedgerNormalisationTests
{
    [Fact]
    public void Two_rows_of_one_fill_become_one_trade_with_its_fee()
    {
        var page = LedgerPages.Map(
            "L2 T 1700000000.1234 trade - ZEUR -1800.0 4.68",
            "L1 T 1700000000.1234 trade - XETH 1.0 0.0");

        var trade = Assert.Single(page.Transactions);
        Assert.Equal(("T", "ledgers", TransactionKind.Trade), (trade.NativeId, trade.Source, trade.Kind));
        Assert.Equal(["ETH 1 Principal", "EUR -1800 Principal", "EUR -4.68 Fee"], trade.Legs());
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1700000000123).AddMicroseconds(400), trade.Time);
        Assert.Empty(page.Problems);
    }

    [Fact]
    public void An_instant_buy_is_one_conversion()
    {
        var buy = Assert.Single(LedgerPages.Map("S1 R 1700000000.1 spend - ZEUR -99.01 0.99", "S2 R 1700000000.1 receive - XXBT 0.0031 0").Transactions);

        Assert.Equal(TransactionKind.Conversion, buy.Kind);
        Assert.Equal(["EUR -99.01 Principal", "EUR -0.99 Fee", "BTC 0.0031 Principal"], buy.Legs());
    }

    [Fact]
    public void A_fee_on_the_receiving_side_stays_there()
    {
        var buy = Assert.Single(LedgerPages.Map("S1 R 1700000000.1 spend - ZEUR -100 0", "S2 R 1700000000.1 receive - XXBT 0.0031 0.0001").Transactions);

        Assert.Equal(["EUR -100 Principal", "BTC 0.0031 Principal", "BTC -0.0001 Fee"], buy.Legs());
    }

    [Fact]
    public void An_earn_allocation_of_two_halves_becomes_nothing()
    {
        var page = LedgerPages.Map("E1 A 1700000000.1 earn autoallocation USDT -100 0", "E2 B 1700000000.1 earn autoallocation USDT.F 100 0");

        Assert.Empty(page.Transactions);
        Assert.Empty(page.Problems);
        Assert.Equal(2, page.RecordCount);
    }

    [Fact]
    public void A_half_of_an_internal_move_without_the_other_is_told_and_reported()
    {
        var page = LedgerPages.Map("E1 A 1700000000.1 transfer spottofutures XXBT -0.5 0");

        var half = Assert.Single(page.Transactions);
        Assert.Equal(TransactionKind.InternalTransfer, half.Kind);
        Assert.Contains("half-group", half.Flags);
        Assert.Equal("half-group", Assert.Single(page.Problems).Code);
    }

    [Fact]
    [Trait("Pain", "46")]
    public void A_failed_withdrawal_is_one_reversed_transaction_that_nets_to_zero()
    {
        var page = LedgerPages.Map("W2 W 1700003600.5 withdrawal - XXBT 0.5 -0.0001", "W1 W 1700000000.1 withdrawal - XXBT -0.5 0.0001");

        var withdrawal = Assert.Single(page.Transactions);
        Assert.Equal((TransactionKind.Withdrawal, TransactionStatus.Reversed), (withdrawal.Kind, withdrawal.Status));
        Assert.True(withdrawal.Legs.Aggregate(Quantity.Zero, (sum, leg) => sum + leg.Amount).IsZero);
        Assert.Equal(1700000000, withdrawal.Time.ToUnixTimeSeconds());
    }

    [Fact]
    [Trait("Pain", "46")]
    public void A_returned_withdrawal_whose_fee_was_kept_counts_the_fee()
    {
        var withdrawal = Assert.Single(LedgerPages.Map("W2 W 1700003600.5 withdrawal - XXBT 0.5 0", "W1 W 1700000000.1 withdrawal - XXBT -0.5 0.0001").Transactions);

        Assert.Equal(TransactionStatus.Completed, withdrawal.Status);
        Assert.Equal("-0.0001", withdrawal.Legs.Aggregate(Quantity.Zero, (sum, leg) => sum + leg.Amount).ToString());
    }

    [Fact]
    public void Staking_rewards_come_as_the_old_and_the_new_type()
    {
        var page = LedgerPages.Map("K1 A 1700000000.1 staking - DOT28.S 0.01 0", "K2 B 1700000001.1 earn reward ATOM21.S 0.02 0.002");

        Assert.All(page.Transactions, reward => Assert.Equal(TransactionKind.StakingReward, reward.Kind));
        Assert.Equal(["DOT 0.01 Principal", "ATOM 0.02 Principal", "ATOM -0.002 Fee"], page.Transactions.SelectMany(reward => reward.Legs()));
        Assert.Equal("DOT28.S", page.Transactions[0].Legs[0].Code);
    }

    [Fact]
    public void A_negative_fee_is_a_rebate()
    {
        var trade = Assert.Single(LedgerPages.Map("L2 T 1700000000.1 trade - ZEUR -1800.0 -0.36", "L1 T 1700000000.1 trade - XETH 1.0 0.0").Transactions);

        Assert.Contains("EUR 0.36 Rebate", trade.Legs());
    }

    [Fact]
    public void Fee_credits_are_a_fee_leg_of_their_trade()
    {
        var trade = Assert.Single(LedgerPages.Map(
            "L3 T 1700000000.1 trade - KFEE -468.00 0", "L2 T 1700000000.1 trade - ZEUR -1800.0 0", "L1 T 1700000000.1 trade - XETH 1.0 0.0").Transactions);

        Assert.Contains("KFEE -468 Fee", trade.Legs());
    }

    [Fact]
    public void A_sweep_of_several_coins_into_one_is_a_dust_conversion()
    {
        var sweep = Assert.Single(LedgerPages.Map(
            "S1 R 1700000000.1 spend - XXRP -1.5 0", "S2 R 1700000000.1 spend - ADA -0.4 0", "S3 R 1700000000.1 receive - XXBT 0.00003 0.000001").Transactions);

        Assert.Equal(TransactionKind.DustConversion, sweep.Kind);
        Assert.Equal(4, sweep.Legs.Length);
    }

    [Fact]
    public void A_trade_whose_other_side_rounded_to_zero_is_kept_and_flagged()
    {
        var page = LedgerPages.Map("L1 T 1700000000.1 trade - XETH 0.00000001 0");

        Assert.Contains("half-group", Assert.Single(page.Transactions).Flags);
    }

    [Fact]
    public void Margin_and_rollover_are_no_purchases()
    {
        var page = LedgerPages.Map("M1 A 1700000000.1 margin - ZEUR 12.5 0.3", "M2 B 1700000001.1 rollover - ZEUR 0 0.02");

        Assert.Equal([TransactionKind.MarginResult, TransactionKind.InterestPaid], page.Transactions.Select(transaction => transaction.Kind));
    }

    [Fact]
    public void Transfers_without_subtype_are_airdrops_put_to_review()
    {
        var airdrop = Assert.Single(LedgerPages.Map("F1 A 1700000000.1 transfer - FLR 10 0").Transactions);

        Assert.Equal(TransactionKind.Airdrop, airdrop.Kind);
        Assert.Contains("review", airdrop.Flags);
    }

    [Fact]
    public void An_unknown_type_is_kept_and_reported()
    {
        var page = LedgerPages.Map("U1 A 1700000000.1 moonshot - XXBT 1 0");

        Assert.Equal(TransactionKind.Unknown, Assert.Single(page.Transactions).Kind);
        Assert.Equal("unknown-type", Assert.Single(page.Problems).Code);
    }

    [Fact]
    public void Tokenised_stocks_keep_all_legs_and_the_internal_ones_cancel()
    {
        var trade = Assert.Single(LedgerPages.Map(
            "L1 T 1700000000.1 trade - ZEUR -100 0", "L2 T 1700000000.1 trade - ZUSD 108 0", "L3 T 1700000000.1 trade - ZUSD -108 0", "L4 T 1700000000.1 trade - AAPLx.T 0.5 0").Transactions);

        Assert.Equal(4, trade.Legs.Length);
        Assert.True(trade.Legs.Where(leg => leg.Symbol == "USD").Aggregate(Quantity.Zero, (sum, leg) => sum + leg.Amount).IsZero);
    }

    [Fact]
    public void Staked_ether_that_became_plain_ether_is_no_income()
    {
        var page = LedgerPages.Map("K1 A 1700000000.1 staking - ETH2 -1 0", "K2 B 1700000000.1 transfer stakingtospot XETH 1 0");

        Assert.Empty(page.Transactions);
    }

    [Theory]
    [InlineData("XXBT", "BTC")]
    [InlineData("XTZ", "XTZ")]
    [InlineData("ZRX", "ZRX")]
    [InlineData("XXDG", "DOGE")]
    [InlineData("DOT28.S", "DOT")]
    [InlineData("SOL03.S", "SOL")]
    [InlineData("C98.S", "C98")]
    [InlineData("ETH2.S", "ETH")]
    [InlineData("XBT.M", "BTC")]
    [InlineData("USDT.F", "USDT")]
    [InlineData("EUR.HOLD", "EUR")]
    [InlineData("LUNA", "LUNC")]
    [InlineData("LUNA2", "LUNA")]
    [InlineData("ZEUR", "EUR")]
    [Trait("Pain", "27")]
    public void Codes_become_common_symbols(string code, string symbol)
    {
        var page = LedgerPages.Map($"D1 A 1700000000.1 deposit - {code} 1 0");

        var leg = Assert.Single(Assert.Single(page.Transactions).Legs);
        Assert.Equal((code, symbol), (leg.Code, leg.Symbol));
    }
}
