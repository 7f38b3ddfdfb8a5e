using FsCheck;
using FsCheck.Fluent;
using PortfolioPlatform.Accounting.Positions;

namespace PortfolioPlatform.Accounting.Tests.Positions;

public sealed class BookOriginTests
{
    [Fact]
    public void A_book_continued_from_what_it_was_at_any_instant_is_the_book_of_the_whole() =>
        Check.One(Cases.Of(400), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var (scenario, random) = (new Scenario(seed), new Random(seed));
            var times = scenario.Holding.Select(e => e.Time).Order().ToArray();
            var cut = times[random.Next(times.Length)];
            var known = scenario.Holding.Where(e => e.Time < cut || random.Next(2) == 0).ToArray();
            var origin = Book(new PositionBook(), known, scenario.Links).Before(cut);
            var tail = scenario.Holding.Where(e => e.Time >= origin.Floor).ToArray();
            var continued = Book(new PositionBook(origin), tail, []);
            if (tail.Any(e => continued.IsHalf(e.Key))) return true;
            var whole = scenario.Ordered();
            return Scenario.Print(whole) == Scenario.Print(continued) && Print(whole.Since(cut)) == Print(continued.Since(cut));
        }));

    [Fact]
    public void Cutting_again_what_was_cut_before_changes_nothing() =>
        Check.One(Cases.Of(200), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var scenario = new Scenario(seed);
            var times = scenario.Holding.Select(e => e.Time).Order().ToArray();
            var first = scenario.Ordered().Before(times[times.Length / 3]);
            var second = Book(new PositionBook(first), scenario.Holding.Where(e => e.Time >= first.Floor), []).Before(times[times.Length / 2]);
            var continued = Book(new PositionBook(second), scenario.Holding.Where(e => e.Time >= second.Floor), []);
            return second.Floor >= first.Floor && Scenario.Print(scenario.Ordered()) == Scenario.Print(continued);
        }));

    private static PositionBook Book(PositionBook book, IEnumerable<AccountingEntry> entries, IEnumerable<TransferLink> links)
    {
        foreach (var link in links) book.Link(link);
        foreach (var entry in entries) book.Put(entry);
        book.Settle();
        return book;
    }

    private static string Print(IReadOnlyDictionary<PoolKey, PoolChange> changes) =>
        string.Join('\n', changes.Where(c => c.Value != new PoolChange(default, default, default, default)).OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"));
}
