using FsCheck;
using FsCheck.Fluent;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Tests.Lots;

/// <summary>What holds for every history under the methods without lots, and under moves between own wallets.</summary>
public sealed class PoolInvariantTests
{
    private static readonly AssetId Btc = new("btc");

    [Fact]
    public void Canada_cost_in_and_denied_losses_are_cost_matched_and_cost_held() => Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history =>
    {
        var result = SuperficialLossBook.Fold(history, Day);
        var rows = result.Pieces.Where(p => p.Basis == BasisState.Confirmed).ToArray();
        return Bought(history, e => e.Units) == Sum(rows, p => p.Units) + result.Units
            && Bought(history, e => e.Value + e.Fee) + Sum(rows, p => p.Adjustment) == Sum(rows, p => p.Cost) + result.Cost
            && rows.All(p => p.Adjustment.Sign >= 0 && (p.Adjustment.IsZero || p.GainNet.Sign <= 0));
    }));

    [Fact]
    public void Japan_units_and_cost_in_are_matched_or_carried() => Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history =>
    {
        var result = YearlyAverageBook.Fold(history, t => t.Year);
        var rows = result.Pieces.Where(p => p.Basis == BasisState.Confirmed).ToArray();
        return Bought(history, e => e.Units) == Sum(rows, p => p.Units) + result.Units && Bought(history, e => e.Value + e.Fee) == Sum(rows, p => p.Cost) + result.Cost;
    }));

    [Fact]
    public void United_Kingdom_units_and_cost_in_are_matched_or_pooled_and_gains_are_proceeds_less_cost() => Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history =>
    {
        var result = ShareMatching.Match(Days(history), default);
        var rows = result.Matches.Where(p => p.Basis == BasisState.Confirmed).ToArray();
        return Bought(history, e => e.Units) == Sum(rows, p => p.Units) + result.Pool.Units
            && Bought(history, e => e.Value + e.Fee) == Sum(rows, p => p.Cost) + result.Pool.Cost
            && Sum(result.Matches, m => m.Gain) == Sum(history.Where(IsSale), e => e.Value - e.Fee) - Sum(rows, m => m.Cost);
    }));

    [Fact]
    public void France_never_uses_more_than_was_paid() => Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history =>
    {
        var book = new WholePortfolioBook();
        foreach (var e in history) book.Apply(e with { Fee = e.Fee.Abs() });
        return book.UsedCost <= book.TotalCost && Sum(book.Sales, s => s.Used) == book.UsedCost && Sum(book.Sales, s => s.Gain) == Sum(book.Sales, s => s.Price - s.Fees) - book.UsedCost;
    }));

    [Fact]
    public void Once_everything_is_sold_share_matching_and_every_average_agree_with_first_in_first_out() => Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history =>
    {
        var held = Bought(history, e => e.Units) - Sum(history.Where(IsSale), e => e.Units);
        var fifo = LotMethodTests.Book(LotMethod.Fifo, LotScope.Universal, history);
        if (held.Sign <= 0 || fifo.Shortfalls.Count > 0) return true;
        LotEvent[] closed = [.. history, history[^1] with { Id = history.Length, Kind = LotEventKind.Sell, Units = held }];
        var gain = LotMethodTests.Gain(LotMethodTests.Book(LotMethod.Fifo, LotScope.Universal, closed));
        return Sum(ShareMatching.Match(Days(closed), default).Matches, m => m.Gain) == gain
            && Sum(YearlyAverageBook.Fold(closed, t => t.Year).Pieces, p => p.GainNet) == gain
            && Sum(SuperficialLossBook.Fold(closed, Day).Pieces, p => p.GainNet) == gain;
    }));

    [Fact]
    public void Moving_between_own_wallets_changes_no_result_of_the_universal_scope() => Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history =>
    {
        var moved = history.SelectMany(e => new[] { e, e with { Kind = LotEventKind.Transfer, Units = e.Units * 3, ToWallet = "elsewhere" } }).ToArray();
        return Enum.GetValues<LotMethod>().All(m => LotMethodTests.Book(m, LotScope.Universal, history).Pieces.SequenceEqual(LotMethodTests.Book(m, LotScope.Universal, moved).Pieces));
    }));

    [Fact]
    [Trait("Pain", "45")]
    public void By_wallet_the_units_of_all_wallets_are_those_of_the_universal_pool() => Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history =>
    {
        var bought = history.Where(e => !IsSale(e)).ToArray();
        var moved = bought.SelectMany((e, i) => new[] { e, e with { Kind = LotEventKind.Transfer, Units = (e.Units * (i % 3)).Divide(2, 24), ToWallet = "elsewhere" } }).Where(e => e.Units.Sign > 0).ToArray();
        var wallets = LotMethodTests.Book(LotMethod.Fifo, LotScope.Wallet, moved);
        var lots = wallets.Open().SelectMany(o => o.Lots).Where(l => l.Basis == BasisState.Confirmed).ToArray();
        return Sum(lots, l => l.Units) == Bought(history, e => e.Units) && Sum(lots, l => l.Cost) == Bought(history, e => e.Value);
    }));

    [Fact]
    [Trait("Pain", "45")]
    public void The_wallets_of_an_asset_hold_what_its_pools_hold_or_the_entry_and_the_pair_that_are_short_are_named() => Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history =>
    {
        var moved = history.SelectMany((e, i) => i % 2 == 0 ? [e] : new[] { e, e with { Kind = LotEventKind.Transfer, Wallet = i % 3 == 0 ? "V" : "W", ToWallet = i % 3 == 0 ? "W" : "V" } }).ToArray();
        return Enum.GetValues<LotMethod>().All(m =>
        {
            var book = LotMethodTests.Book(m, LotScope.Wallet, moved);
            var wallets = Bought(history, e => e.Units) - Sum(history.Where(IsSale), e => e.Units);
            var pools = Sum(book.Open().SelectMany(o => o.Lots), l => l.Units);
            var transfers = book.Shortfalls.Where(s => s.ToWallet is not null).ToArray();
            return pools - wallets == Sum(book.Shortfalls, s => s.Short)
                && transfers.All(s => s.ToWallet != s.Wallet && moved.Any(e => e.Kind == LotEventKind.Transfer && e.Id == s.Event && e.Wallet == s.Wallet && e.ToWallet == s.ToWallet));
        });
    }));

    private static Arbitrary<LotEvent[]> Histories()
    {
        var step = from sell in Gen.Choose(0, 2)
                   from units in Gen.Choose(1, 5_000)
                   from price in Gen.Choose(1, 90_000)
                   from fee in Gen.Choose(0, 40)
                   from days in Gen.Choose(0, 25)
                   select (Sell: sell == 0, Units: units / 7_000m, Price: price / 100m, Fee: fee / 100m, Days: days);
        return Arb.From(step.NonEmptyListOf().Select(steps =>
        {
            var time = new DateTimeOffset(2023, 10, 1, 0, 0, 0, TimeSpan.Zero);
            return steps.Select((s, i) => new LotEvent(i, time = time.AddDays(s.Days), "W", Btc, s.Sell ? LotEventKind.Sell : LotEventKind.Buy, s.Units, s.Price, s.Fee)).ToArray();
        }));
    }

    private static List<ShareDay> Days(LotEvent[] history) => [.. history.GroupBy(e => Day(e.Time)).Select(d => new ShareDay(
        d.Key,
        Bought(d, e => e.Units),
        Bought(d, e => e.Value + e.Fee),
        Sum(d.Where(IsSale), e => e.Units),
        Sum(d.Where(IsSale), e => e.Value - e.Fee)))];

    private static bool IsSale(LotEvent e) => e.Kind == LotEventKind.Sell;

    private static Quantity Bought(IEnumerable<LotEvent> events, Func<LotEvent, Quantity> value) => Sum(events.Where(e => !IsSale(e)), value);

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private static Quantity Sum<T>(IEnumerable<T> items, Func<T, Quantity> value) => items.Aggregate(Quantity.Zero, (sum, item) => sum + value(item));
}
