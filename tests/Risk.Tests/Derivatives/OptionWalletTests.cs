using PortfolioPlatform.Risk.Derivatives;
using PortfolioPlatform.Risk.Stress;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.Derivatives;

public sealed class OptionWalletTests
{
    private const double Share = 0.075, Forward = 62_000;
    private static readonly OptionTerms Call = OptionTerms.OnForward(true, Forward, 70_000, 0.1, 0.6), Put = OptionTerms.OnForward(false, Forward, 55_000, 0.1, 0.7);

    [Fact]
    public void At_the_price_it_names_equity_is_maintenance_and_before_it_is_more()
    {
        var wallet = Wallet(2, Option(Call, -3), Option(Put, -4));
        double below = wallet.LiquidationAt("BTC", isFall: true)!.Value, above = wallet.LiquidationAt("BTC", isFall: false)!.Value;

        Assert.True(below < 1 && above > 1);
        foreach (var (at, safer) in new[] { (below, below * 1.001), (above, above * 0.999) })
        {
            Close(wallet.MaintenanceAt("BTC", at), wallet.EquityAt("BTC", at), 1e-9);
            Close(1, wallet.RatioAt("BTC", at), 1e-9);
            Assert.True(wallet.RatioAt("BTC", safer) < 1);
        }
    }

    [Fact]
    public void Equity_and_maintenance_are_those_of_the_formula_at_every_price()
    {
        var wallet = Wallet(2, Option(Call, -3), Option(Put, 4));
        foreach (var times in new[] { 0.4, 0.9, 1, 1.3, 2.5 })
        {
            double call = In(Call, times), put = In(Put, times);
            Close(2 - (3 * call) + (4 * put), wallet.EquityAt("BTC", times));
            Close(3 * (call + Share), wallet.MaintenanceAt("BTC", times));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_sees_contracts_as_scenarios_do(bool isCoinPriced)
    {
        var money = isCoinPriced ? "BTC" : "USDC";
        ContractExposure[] open =
        [
            new("O", "", "BTC", money, money, -2, isCoinPriced ? 0.05 : 3_000, 0) { Option = Call }, new("P", "", "BTC", money, money, 1.5, isCoinPriced ? 0.03 : 1_900, 0) { Option = Put },
            new("F", "", "BTC", "USD", money, isCoinPriced ? 40_000 : 0.7, Forward, 60_000) { IsInverse = isCoinPriced },
        ];
        var wallet = new OptionWallet(3, 1, open, Share);
        foreach (var times in new[] { 0.3, 0.8, 1.4 })
        {
            var moved = open.Select(c => c.After(times - 1, 0, 0)).ToArray();
            Close(3 + moved.Sum(c => c.Worth) - open.Sum(c => c.Worth), wallet.EquityAt("BTC", times), 1e-9);
        }
    }

    [Fact]
    public void A_put_deep_in_the_money_needs_a_share_of_its_own_mark()
    {
        var wallet = Wallet(30, Option(Put, -1));
        var mark = In(Put, 0.25);

        Assert.True(mark > 1);
        Close(mark * (1 + Share), wallet.MaintenanceAt("BTC", 0.25));
    }

    [Fact]
    public void What_is_bought_alone_is_never_liquidated_and_what_is_broken_already_is_at_once()
    {
        Assert.Null(Wallet(1, Option(Call, 2)).LiquidationAt("BTC", isFall: true));
        Assert.Null(Wallet(1, Option(Call, 2)).LiquidationAt("BTC", isFall: false));
        Assert.Equal(1, Wallet(0.1, Option(Call, -20)).LiquidationAt("BTC", isFall: true));
        Assert.Null(Wallet(1, Option(Call, -1)).LiquidationAt("ETH", isFall: true));
    }

    [Fact]
    public void A_future_beside_options_moves_equity_and_keeps_its_part_of_the_maintenance()
    {
        var future = new ContractExposure("BTC-PERPETUAL", "", "BTC", "USD", "BTC", 62_000, Forward, Forward) { IsInverse = true };
        var wallet = new OptionWallet(1, 0.01, [future], Share);

        // A size of one coin at 62,000 is two coins at half the price, and so is its part of the maintenance; the profit is 62,000 × (1/62,000 − 1/31,000).
        Assert.Equal(0, wallet.EquityAt("BTC", 0.5), 1e-12);
        Close(0.02, wallet.MaintenanceAt("BTC", 0.5));
    }

    private static OptionWallet Wallet(double cash, params ContractExposure[] options) =>
        new(cash + options.Sum(o => o.Worth), options.Where(o => o.Units < 0).Sum(o => -o.Units * (o.Mark + Share)), options, Share);

    private static ContractExposure Option(OptionTerms terms, double units) => new("BTC-OPTION", "", "BTC", "BTC", "BTC", units, In(terms, 1), 0) { Option = terms };

    private static double In(OptionTerms terms, double times) => BlackScholes.Of(terms with { Spot = terms.Spot * times }).Worth / (terms.Spot * times);
}
