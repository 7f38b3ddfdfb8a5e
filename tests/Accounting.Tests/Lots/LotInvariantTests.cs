using FsCheck;
using FsCheck.Fluent;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Tests.Lots;

/// <summary>What holds for every history and every method.</summary>
public sealed class LotInvariantTests
{
    private static readonly LotMethod[] Methods = Enum.GetValues<LotMethod>();

    [Fact]
    public void Units_and_cost_acquired_equal_what_was_matched_plus_what_is_held()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history => Methods.All(m =>
        {
            var book = LotMethodTests.Book(m, LotScope.Universal, history);
            var open = book.Open().SelectMany(o => o.Lots).ToArray();
            var confirmed = book.Pieces.Where(p => p.Basis == BasisState.Confirmed).ToArray();
            return Sum(history.Where(e => e.Kind == LotEventKind.Buy), e => e.Units) == Sum(confirmed, p => p.Units) + Sum(open, l => l.Units)
                && Sum(history.Where(e => e.Kind == LotEventKind.Buy), e => e.Units * e.UnitPrice) == Sum(confirmed, p => p.Cost) + Sum(open, l => l.Cost)
                && Sum(history.Where(e => e.Kind == LotEventKind.Buy), e => e.Fee) == Sum(confirmed, p => p.AcquisitionFee) + Sum(open, l => l.Fee);
        })));
    }

    [Fact]
    public void Every_disposed_unit_its_proceeds_and_its_fee_are_in_exactly_one_row()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history => Methods.All(m =>
        {
            var book = LotMethodTests.Book(m, LotScope.Universal, history);
            var sells = history.Where(e => e.Kind == LotEventKind.Sell).ToArray();
            return Sum(sells, e => e.Units) == Sum(book.Pieces, p => p.Units)
                && Sum(sells, e => e.Units * e.UnitPrice) == Sum(book.Pieces, p => p.Proceeds)
                && Sum(sells, e => e.Fee) == Sum(book.Pieces, p => p.DisposalFee);
        })));
    }

    [Fact]
    public void All_methods_agree_once_everything_is_sold()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Histories(), history =>
        {
            var held = Sum(history.Where(e => e.Kind == LotEventKind.Buy), e => e.Units) - Sum(history.Where(e => e.Kind == LotEventKind.Sell), e => e.Units);
            if (held.Sign <= 0 || LotMethodTests.Book(LotMethod.Fifo, LotScope.Universal, history).Shortfalls.Count > 0) return true;
            LotEvent[] closed = [.. history, history[^1] with { Id = history.Length + 1, Kind = LotEventKind.Sell, Units = held }];
            return Methods.Select(m => LotMethodTests.Gain(LotMethodTests.Book(m, LotScope.Universal, closed))).Distinct().Count() == 1;
        }));
    }

    private static Arbitrary<LotEvent[]> Histories()
    {
        var step = from sell in Gen.Choose(0, 2)
                   from units in Gen.Choose(1, 5_000)
                   from price in Gen.Choose(1, 90_000)
                   from fee in Gen.Choose(-3, 40)
                   select (Sell: sell == 0, Units: units / 7_000m, Price: price / 100m, Fee: fee / 100m);
        return Arb.From(step.NonEmptyListOf().Select(steps => steps.Select((s, i) => s.Sell
            ? LotMethodTests.Sell(i, "2025-01-01", s.Units, s.Price, fee: s.Fee)
            : LotMethodTests.Buy(i, "2025-01-01", s.Units, s.Price, fee: s.Fee)).ToArray()));
    }

    private static Quantity Sum<T>(IEnumerable<T> items, Func<T, Quantity> value) => items.Aggregate(Quantity.Zero, (sum, item) => sum + value(item));
}
