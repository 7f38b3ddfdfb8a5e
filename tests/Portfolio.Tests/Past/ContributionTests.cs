using System.Collections.Immutable;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Tests.Past;

/// <summary>What each asset in each account earned adds up to what the whole did.</summary>
public sealed class ContributionTests
{
    private static readonly AssetId Usd = new("fiat:usd"), Btc = new("btc"), Eth = new("eth");
    private static readonly AccountId Kraken = new(Guid.NewGuid()), Binance = new(Guid.NewGuid());
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Closes of days.</summary>
    private static readonly Dictionary<AssetId, double[]> Closes = new() { [Btc] = [100, 110, 120, 90], [Eth] = [10, 10, 12, 12] };

    [Fact]
    public void A_trade_in_money_earns_for_what_was_bought_and_sold_and_nothing_for_the_money()
    {
        var series = Series(
            [(new(Kraken, Usd), "1000")],
            Entry(Kraken, 1, TransactionKind.Trade, (Usd, "-500", LegRole.Principal), (Btc, "5", LegRole.Principal), (Usd, "-10", LegRole.Fee)),
            Entry(Kraken, 3, TransactionKind.Trade, (Usd, "475", LegRole.Principal), (Btc, "-5", LegRole.Principal)));
        var gains = Gains(series);
        Assert.Equal((-25, -10), (Math.Round(gains[new(Kraken, Btc)], 9), Math.Round(gains[new(Kraken, Usd)], 9))); // bought for 500, sold for 475
        AssertWhole(series);
    }

    [Fact]
    public void Rewards_fees_deposits_in_kind_and_trades_of_two_assets_add_up_over_accounts()
    {
        var series = Series(
            [(new(Kraken, Btc), "2"), (new(Binance, Eth), "30")],
            Entry(Kraken, 1, TransactionKind.Deposit, (Eth, "10", LegRole.Principal)),
            Entry(Binance, 1, TransactionKind.StakingReward, (Eth, "1", LegRole.Principal)),
            Entry(Kraken, 2, TransactionKind.Trade, (Btc, "-1", LegRole.Principal), (Eth, "10", LegRole.Principal), (Eth, "-0.1", LegRole.Fee)),
            Entry(Binance, 3, TransactionKind.Withdrawal, (Eth, "-5", LegRole.Principal), (Eth, "-0.2", LegRole.Fee)));
        Assert.True(Gains(series).Count == 3);
        AssertWhole(series);
    }

    [Fact]
    public void A_book_that_was_empty_at_first_still_tells_and_one_under_water_does_not()
    {
        AssertWhole(Series([], Entry(Kraken, 2, TransactionKind.Deposit, (Btc, "3", LegRole.Principal))));
        Assert.Null(Series([(new(Kraken, Btc), "-1")]).Contributions());
    }

    [Fact]
    public void Days_that_are_whole_are_told_as_returns()
    {
        PortfolioPlatform.Risk.Performance.Valuation[] points = [new(Start, 100, 0), new(Start.AddDays(1), 110, 0), new(Start.AddDays(1.5), 880, 770), new(Start.AddDays(2), 960, 0), new(Start.AddDays(3), 720, 0)];
        Assert.Equal([0.1, 0.090909, -0.25], new PastSeries(points, [], 0) { DayEnds = [0, 1, 3, 4] }.DailyReturns().Select(r => Math.Round(r, 6)));
    }

    /// <summary>Parts add up to what the whole grew by, period by period, and linked to its growth.</summary>
    private static void AssertWhole(PastParts parts)
    {
        var growth = parts.Periods.Select((period, t) => parts.Begins[t] == 0 ? 1 : 1 + (period.Values.Sum() / parts.Begins[t])).Aggregate(1.0, (all, one) => all * one) - 1;
        Assert.Equal(growth, parts.Contributions()!.Values.Sum(), 12);
    }

    private static Dictionary<PoolKey, double> Gains(PastParts parts) => parts.Periods.SelectMany(p => p).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Sum(p => p.Value));

    private static PastParts Series((PoolKey Pool, string Amount)[] held, params BookEntry[] entries) => PastParts.Of(
        held.ToDictionary(h => h.Pool, h => Quantity.Parse(h.Amount)), entries, new HashSet<AccountId> { Kraken, Binance }, [.. Enumerable.Range(0, 4).Select(d => Start.AddDays(d))],
        (asset, at) => asset == Usd ? 1 : Closes[asset][(int)(at - Start).TotalDays], Usd);

    /// <summary>An entry an hour before the end of a day.</summary>
    private static BookEntry Entry(AccountId account, int day, TransactionKind kind, params (AssetId Asset, string Amount, LegRole Role)[] legs)
    {
        var id = $"{kind} {day}";
        ImmutableArray<LegFact> facts = [.. legs.Select(l => new LegFact(l.Asset.Value, l.Asset.Value, Quantity.Parse(l.Amount), l.Role))];
        var fact = new TransactionFact(id, "trades", Start.AddDays(day).AddHours(-1), kind, TransactionStatus.Completed, 0, facts);
        return new(new(account, "trades", id), Guid.NewGuid(), day, new EntryRank(0, 0, 0), fact, [.. legs.Select(l => l.Asset)]);
    }
}
