using PortfolioPlatform.Risk.Derivatives;
using PortfolioPlatform.Risk.Stress;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.Stress;

/// <summary>Scenarios make contracts worth anew; slopes would be far off where it matters.</summary>
public sealed class ContractExposureTests
{
    private static readonly OptionTerms Call = OptionTerms.OnForward(true, 62_000, 60_000, 0.2, 0.6), Put = Call with { Call = false };

    [Fact]
    public void A_linear_contract_wins_its_size_times_the_move_in_what_it_is_settled_in()
    {
        var held = new ContractExposure("BTCUSDT", "binance", "BTC", "USDT", "USDT", -2, 62_000, 60_000) { UnderlyingPrice = 62_000 };

        Close(-4_000, held.Worth);
        Close(-4_000 + (2 * 0.4 * 62_000), StressTest.Under(held, Scenario.Of("fall", -0.4)).Worth);
        // In a tether that is worth nine tenths its price is nominally higher, and what was lost is owed in the cheaper tether.
        Close(-2 * (62_000 - (60_000 * 0.9)), held.After(0, -0.1, -0.1).Worth);
    }

    [Fact]
    public void An_inverse_contract_settled_in_the_coin_moves_like_the_coin_in_dollars()
    {
        var held = new ContractExposure("BTC-PERPETUAL", "deribit", "BTC", "USD", "BTC", 62_000, 62_000, 62_000) { IsInverse = true, UnderlyingPrice = 62_000, SettlePrice = 62_000, IsSettleStable = false };

        Close(0 - 31_000, StressTest.Under(held, Scenario.Of("half", -0.5)).Worth);
        Close(62_000, StressTest.Under(held, Scenario.Of("double", 1)).Worth);
        Close(-62_000, StressTest.Under(held, Scenario.Of("nothing is left", -1)).Worth, 1e-6);
    }

    [Theory]
    [InlineData(-0.6)]
    [InlineData(-0.37)]
    [InlineData(0.25)]
    [InlineData(2)]
    public void Options_are_worth_what_the_formula_says_of_the_shocked_forward(double shock)
    {
        foreach (var terms in new[] { Call, Put })
        {
            var sold = Coin(terms, -3, BlackScholes.Of(terms).Worth / terms.Spot);
            Close(-3 * BlackScholes.Of(terms).Worth, sold.Worth);
            Close(-3 * BlackScholes.Of(terms with { Spot = terms.Spot * (1 + shock) }).Worth, StressTest.Under(sold, Scenario.Of("shock", shock)).Worth, 1e-9);
        }
    }

    [Fact]
    public void A_put_pays_its_strike_when_nothing_is_left_of_the_coin_and_a_call_is_worth_nothing()
    {
        Close(60_000, StressTest.Under(Coin(Put, 1, BlackScholes.Of(Put).Worth / 62_000), Scenario.Of("all", -1)).Worth, 1e-6);
        Assert.InRange(StressTest.Under(Coin(Call, 1, BlackScholes.Of(Call).Worth / 62_000), Scenario.Of("all", -1)).Worth, 0, 1e-6);
    }

    [Fact]
    public void Without_a_shock_the_mark_of_the_venue_stands_whatever_the_formula_says()
    {
        var told = Coin(Call, 2, 0.09);

        Close(2 * 0.09 * 62_000, StressTest.Under(told, Scenario.Of("nothing", 0)).Worth);
    }

    [Fact]
    public void Slopes_would_be_far_off_what_a_sold_option_loses_in_a_crash()
    {
        var far = OptionTerms.OnForward(false, 62_000, 45_000, 0.03, 0.6);
        var sold = Coin(far, -1, BlackScholes.Of(far).Worth / 62_000);
        var (delta, gamma) = sold.Slopes();
        var move = -0.5 * 62_000;
        var (loss, bySlopes) = (-StressTest.Profits([], Scenario.Of("half", -0.5), contracts: [sold])[0], -(delta * move) - (0.5 * gamma * move * move));

        Assert.InRange(loss, 13_000, 15_000);
        Assert.True(bySlopes < 0.2 * loss, $"{loss}, by delta and gamma {bySlopes}");
    }

    [Fact]
    public void A_venue_that_fails_owes_its_wallets_less_what_is_lost_in_contracts_there()
    {
        Exposure[] wallets = [new("USDT", "binance", 100, IsStablecoin: true), new("BTC", "kraken", 62_000)];
        ContractExposure[] open = [new("BTCUSDT", "binance", "BTC", "USDT", "USDT", -1, 62_000, 61_970) { UnderlyingPrice = 62_000 }];

        Close([-100, 0, 30], StressTest.Profits(wallets, Scenario.VenueFailure("binance"), contracts: open));
        Close([-50, 0, 15], StressTest.Profits(wallets, Scenario.VenueFailure("binance", 0.5), contracts: open));
        // What is owed to it stays owed, and a profit at another venue stays a profit.
        Close([0, 0, 0], StressTest.Profits([wallets[0] with { Worth = 10 }, wallets[1]], Scenario.VenueFailure("binance"), contracts: open));
        Close([0, -62_000, 0], StressTest.Profits(wallets, Scenario.VenueFailure("kraken"), contracts: open));
        Close(100.0 / 62_070 * 0.7, StressTest.Loss(wallets, Scenario.VenueFailure("binance"), contracts: open));
    }

    private static ContractExposure Coin(OptionTerms terms, double units, double mark) =>
        new("BTC-OPTION", "deribit", "BTC", "BTC", "BTC", units, mark, 0) { Option = terms, UnderlyingPrice = 62_000, SettlePrice = 62_000, IsQuoteStable = false, IsSettleStable = false };
}
