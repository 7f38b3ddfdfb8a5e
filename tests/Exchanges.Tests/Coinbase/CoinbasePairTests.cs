using System.Collections.Immutable;
using PortfolioPlatform.Coinbase;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;

namespace PortfolioPlatform.Exchanges.Tests.Coinbase;

/// <summary>Conversions, wraps and moves between own wallets: two rows in two wallets are one event.</summary>
public sealed class CoinbasePairTests
{
    private const string Out = """{"id":"x9","type":"trade","status":"completed","amount":{"amount":"-10","currency":"USDC"},"native_amount":{"amount":"-9.2","currency":"EUR"},"trade":{"id":"T1","fee":{"amount":"0.1","currency":"USDC"}},"created_at":"2023-11-14T22:13:20Z"}""";
    private const string In = """{"id":"x8","type":"trade","status":"completed","amount":{"amount":"0.005","currency":"ETH"},"native_amount":{"amount":"9.1","currency":"EUR"},"trade":{"id":"T1","fee":{"amount":"0.1","currency":"USDC"}},"created_at":"2023-11-14T22:13:21Z"}""";

    [Fact]
    public void Both_halves_of_a_conversion_are_one_event_and_the_fee_is_part_of_what_went_out()
    {
        var (page, held) = Map(CoinbasePageState.Alone, Out, In);

        Assert.Equal(["Conversion -9.9 USDC, -0.1 USDC Fee, +0.005 ETH"], Told.Texts(page));
        Assert.Equal("trade:T1", page.Transactions[0].NativeId);
        Assert.Empty(held);
        Assert.Empty(page.Problems);
    }

    [Fact]
    public void A_half_waits_in_the_cursor_until_the_page_of_the_other_wallet_and_survives_its_text_form()
    {
        var (first, held) = Map(new CoinbasePageState([], null, null), Out);
        var carried = CoinbasePageState.Parse(new CoinbasePageState(held, CoinbasePageState.Everything, null).ToString());
        var (second, rest) = Map(carried, In);

        Assert.Empty(first.Transactions);
        Assert.Equal(["Conversion -9.9 USDC, -0.1 USDC Fee, +0.005 ETH"], Told.Texts(second));
        Assert.Empty(rest);
    }

    [Fact]
    public void A_half_whose_other_half_never_comes_is_booked_alone_and_reported_with_its_value()
    {
        var (page, _) = Map(CoinbasePageState.Alone, Out);

        Assert.Equal(["Conversion -9.9 USDC, -0.1 USDC Fee"], Told.Texts(page));
        Assert.Equal(["half-group", "native:-9.2 EUR"], page.Transactions[0].Flags.ToArray());
        Assert.Equal(["half-group"], Told.Problems(page));
    }

    [Fact]
    public void A_half_below_the_floor_of_a_later_pass_does_not_replace_the_event_booked_before()
    {
        var at = DateTimeOffset.Parse("2023-11-14T22:13:20Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

        Assert.Empty(Map(new CoinbasePageState([], CoinbasePageState.Everything, at + 1000), Out).Page.Transactions);
        Assert.Single(Map(new CoinbasePageState([], CoinbasePageState.Everything, at - 3_600_000), Out).Page.Transactions);
    }

    [Theory]
    [InlineData("wrap_asset", "ETH", "-1", "CBETH", "0.95", "Migration -1 ETH, +0.95 CBETH")]
    [InlineData("retail_eth2_deprecation", "ETH2", "-1", "ETH", "1", "Migration -1 ETH, +1 ETH")]
    [InlineData("staking_transfer", "SOL", "-3", "SOL", "3", "InternalTransfer -3 SOL, +3 SOL")]
    [InlineData("retail_simple_dust", "DOGE", "-3", "USDC", "0.2", "DustConversion -3 DOGE, +0.2 USDC")]
    [Trait("Pain", "6")]
    public void Rows_without_a_shared_id_pair_with_the_nearest_of_opposite_sign(string type, string from, string paid, string to, string got, string expected)
    {
        var (page, _) = Map(CoinbasePageState.Alone, Row("a", type, paid, from, "22:13:20"), Row("b", type, got, to, "22:13:24"), Row("far", type, got, to, "23:50:00"));

        Assert.Equal(expected, Told.Text(page.Transactions[0]));
        Assert.Equal("a", page.Transactions[0].NativeId);
        Assert.Equal([("half-group", "far")], page.Problems.Select(p => (p.Code, p.NativeId!)));
    }

    [Fact]
    public void A_sweep_of_remainders_is_one_event_however_many_wallets_it_empties()
    {
        var (page, _) = Map(CoinbasePageState.Alone, Row("a", "retail_simple_dust", "-1", "ADA", "22:13:20"), Row("b", "retail_simple_dust", "-2", "DOGE", "22:13:20"), Row("c", "retail_simple_dust", "0.7", "USDC", "22:13:20"));

        Assert.Equal(["DustConversion -1 ADA, -2 DOGE, +0.7 USDC"], Told.Texts(page));
    }

    [Fact]
    [Trait("Pain", "24")]
    public void Below_the_floor_of_a_later_pass_a_sweep_seen_without_one_of_its_wallets_does_not_replace_the_whole_one()
    {
        string[] seen = [Row("a", "retail_simple_dust", "-1", "ADA", "22:13:20"), Row("c", "retail_simple_dust", "0.7", "USDC", "22:13:20")];
        var at = new DateTimeOffset(2023, 11, 14, 22, 13, 20, TimeSpan.Zero).ToUnixTimeMilliseconds();

        Assert.Empty(Map(new CoinbasePageState([], CoinbasePageState.Everything, at + 86_400_000), seen).Page.Transactions);
        Assert.Single(Map(new CoinbasePageState([], CoinbasePageState.Everything, at - 3_600_000), seen).Page.Transactions);
    }

    [Fact]
    public void An_event_is_booked_once_every_wallet_was_read_past_its_time()
    {
        var at = new DateTimeOffset(2023, 11, 14, 22, 13, 20, TimeSpan.Zero).ToUnixTimeMilliseconds();

        Assert.Equal(2, Map(new CoinbasePageState([], at, null), Out, In).Held.Length);
        Assert.Empty(Map(new CoinbasePageState([], at - 61_000, null), Out, In).Held);
    }

    [Fact]
    public void Helper_rows_of_a_currency_into_itself_move_nothing()
    {
        var (page, _) = Map(CoinbasePageState.Alone, Trade("a", "-10", "EUR"), Trade("b", "10", "EUR"));

        Assert.Equal(["InternalTransfer -10 EUR, +10 EUR"], Told.Texts(page));
    }

    [Fact]
    public void A_purchase_paid_by_card_brings_the_money_in_and_spends_it()
    {
        var (page, _) = Map(CoinbasePageState.Alone, """{"id":"x1","type":"buy","status":"completed","amount":{"amount":"0.5","currency":"ETH"},"buy":{"id":"B1","fee":{"amount":"1.49","currency":"EUR"},"total":{"amount":"101.49","currency":"EUR"},"payment_method_name":"Visa 1234"},"created_at":"2023-11-14T22:13:20Z"}""");

        Assert.Equal(["Conversion +0.5 ETH, -100 EUR, -1.49 EUR Fee", "Deposit +101.49 EUR"], Told.Texts(page));
        Assert.Equal(["x1", "x1:payment"], page.Transactions.Select(t => t.NativeId));
        Assert.True(Told.Sums(page.Transactions)["EUR"].IsZero);
    }

    [Fact]
    public void A_sale_paid_out_to_a_bank_earns_the_money_and_sends_it_out()
    {
        var (page, _) = Map(CoinbasePageState.Alone, """{"id":"x1","type":"sell","status":"completed","amount":{"amount":"-0.5","currency":"ETH"},"sell":{"id":"S1","fee":{"amount":"1.5","currency":"EUR"},"total":{"amount":"98.5","currency":"EUR"},"payment_method_name":"SEPA"},"created_at":"2023-11-14T22:13:20Z"}""");

        Assert.Equal(["Conversion -0.5 ETH, +100 EUR, -1.5 EUR Fee", "Withdrawal -98.5 EUR"], Told.Texts(page));
    }

    [Fact]
    public void A_purchase_paid_from_a_wallet_pairs_with_the_row_of_that_wallet()
    {
        const string Buy = "\"buy\":{\"id\":\"B1\",\"fee\":{\"amount\":\"1\",\"currency\":\"EUR\"},\"total\":{\"amount\":\"101\",\"currency\":\"EUR\"},\"payment_method_name\":\"EUR Wallet\"},\"created_at\":\"2023-11-14T22:13:20Z\"";
        var (page, _) = Map(
            CoinbasePageState.Alone,
            $$"""{"id":"a","type":"buy","status":"completed","amount":{"amount":"0.5","currency":"ETH"},{{Buy}}}""",
            $$"""{"id":"b","type":"buy","status":"completed","amount":{"amount":"-101","currency":"EUR"},{{Buy}}}""");

        Assert.Equal(["Conversion -100 EUR, -1 EUR Fee, +0.5 ETH"], Told.Texts(page));
    }

    [Fact]
    public void Until_it_is_completed_a_conversion_shows_under_the_id_it_will_have()
    {
        var (page, held) = Map(CoinbasePageState.Alone, Out.Replace("completed", "pending"));

        Assert.Equal(["Conversion -9.9 USDC, -0.1 USDC Fee [Pending]"], Told.Texts(page));
        Assert.Equal("trade:T1", page.Transactions[0].NativeId);
        Assert.Empty(held);
    }

    private static (MappedPage Page, ImmutableArray<CoinbaseRow> Held) Map(CoinbasePageState state, params string[] rows)
    {
        var held = ImmutableArray<CoinbaseRow>.Empty;
        var page = CoinbaseMapper.Read(Told.Bytes($$"""{"data":[{{string.Join(',', rows)}}]}"""), (root, builder) => held = CoinbaseTransactionMapper.Map(root.GetProperty("data"), state, builder));
        return (page, held);
    }

    private static string Row(string id, string type, string amount, string code, string time) =>
        $$$"""{"id":"{{{id}}}","type":"{{{type}}}","status":"completed","amount":{"amount":"{{{amount}}}","currency":"{{{code}}}"},"created_at":"2023-11-14T{{{time}}}Z"}""";

    private static string Trade(string id, string amount, string code) =>
        $$$$"""{"id":"{{{{id}}}}","type":"trade","status":"completed","amount":{"amount":"{{{{amount}}}}","currency":"{{{{code}}}}"},"trade":{"id":"T7"},"created_at":"2023-11-14T22:13:20Z"}""";
}
