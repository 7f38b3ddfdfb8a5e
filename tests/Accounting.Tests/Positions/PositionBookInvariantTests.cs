using FsCheck;
using FsCheck.Fluent;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Tests.Positions;

public sealed class PositionBookInvariantTests
{
    private static readonly Config Thorough = Cases.Of(300);

    [Fact]
    public void Any_order_any_duplication_and_any_split_into_pages_give_the_state_of_the_ordered_whole() =>
        Check.One(Thorough, Prop.ForAll(Seeds(), seed =>
        {
            var scenario = new Scenario(seed);
            return Scenario.Print(scenario.Ordered()) == Scenario.Print(scenario.Shuffled(seed + 1));
        }));

    [Fact]
    public void A_long_history_refolds_from_its_checkpoints()
    {
        var scenario = new Scenario(7, size: 900);
        Assert.Equal(Scenario.Print(scenario.Ordered()), Scenario.Print(scenario.Shuffled(3)));
    }

    [Fact]
    [Trait("Pain", "45")]
    public void Legs_sum_to_balances() =>
        Check.One(Thorough, Prop.ForAll(Seeds(), seed =>
        {
            var scenario = new Scenario(seed);
            var sums = scenario.Holding.Where(e => e.Counts).SelectMany(e => e.Legs.Select(l => (Pool: new PoolKey(e.Key.Account, l.Asset), l.Amount)))
                .GroupBy(l => l.Pool).ToDictionary(g => g.Key, g => Sum(g.Select(l => l.Amount)));
            var book = scenario.Ordered();
            return sums.All(s => book[s.Key].Balance == s.Value) && book.Pools.All(p => p.Value.Balance == sums.GetValueOrDefault(p.Key));
        }));

    [Fact]
    public void Cost_is_flows_plus_realised_plus_income_less_fees_exactly_in_every_account() =>
        Check.One(Thorough, Prop.ForAll(Seeds(), seed => new Scenario(seed).Shuffled(seed).Pools.GroupBy(p => p.Key.Account).All(account =>
            Sum(account.Select(p => p.Value.Cost)) == Sum(account.Select(p => p.Value.Flows + p.Value.Realised + p.Value.Income - p.Value.Fees)))));

    [Fact]
    public void Realised_and_unrealised_are_the_change_of_equity_less_flows_exactly() =>
        Check.One(Thorough, Prop.ForAll(Seeds(), seed =>
        {
            var pools = new Scenario(seed, priced: true).Ordered().Pools.Select(p => p.Value).ToArray();
            var price = Quantity.FromUnits(seed & 0xffff, 3);
            var equity = Sum(pools.Select(p => p.Balance * price));
            var result = Sum(pools.Select(p => p.Realised + p.Unrealised(p.Balance * price) + p.Income - p.Fees));
            return result == equity - Sum(pools.Select(p => p.Flows));
        }));

    [Fact]
    public void An_empty_pool_has_no_cost_left_unless_it_is_in_transit() =>
        Check.One(Thorough, Prop.ForAll(Seeds(), seed => new Scenario(seed).Ordered().Pools.All(p => !p.Value.Held.IsZero || (p.Value.Cost.IsZero && p.Value.Unknown.IsZero))));

    [Fact]
    public void Changes_since_an_instant_add_up_to_the_balance_now() =>
        Check.One(Thorough, Prop.ForAll(Seeds(), seed =>
        {
            var scenario = new Scenario(seed, priced: true);
            var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(seed % 60);
            var book = scenario.Ordered();
            var changes = book.Since(start);
            var later = new Scenario(seed, priced: true).Holding.Count();
            return changes.Count == book.Pools.Count() && later > 0 && book.Since(DateTimeOffset.MaxValue).All(c => c.Value.BalanceThen == book[c.Key].Balance);
        }));

    private static Arbitrary<int> Seeds() => Gen.Choose(0, 1_000_000).ToArbitrary();

    private static Quantity Sum(IEnumerable<Quantity> amounts) => amounts.Aggregate(Quantity.Zero, (sum, amount) => sum + amount);
}
