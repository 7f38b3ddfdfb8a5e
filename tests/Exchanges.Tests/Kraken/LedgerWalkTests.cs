using FsCheck;
using FsCheck.Fluent;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kraken.Ledger;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Exchanges.Tests.Kraken;

/// <summary>The walk through the ledger where pages have any size and the venue takes rows away in between.</summary>
public sealed class LedgerWalkTests
{
    [Fact]
    [Trait("Pain", "24")]
    public void Pages_of_any_size_lead_to_the_end_and_no_row_is_passed_over() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => Ends(new Random(seed))));

    [Fact]
    [Trait("Pain", "24")]
    public void Rows_taken_away_before_the_last_page_do_not_hide_it()
    {
        var venue = new Venue(10, new Random(1), tellsCount: true);
        venue.Walk(() => 4, removals: 2);
        Assert.All(venue.Rows, row => Assert.Contains(row.Id, venue.Read));
        Assert.True(Ends(new Random(945_106)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Tiny_pages_take_a_call_for_each_page_and_not_more(int size)
    {
        var venue = new Venue(90, new Random(1), tellsCount: true);
        var calls = venue.Walk(() => size, removals: 0);
        Assert.Equal(90, venue.Read.Count);
        Assert.InRange(calls, 90 / size, (90 / size) + 1);
    }

    private static bool Ends(Random random)
    {
        var venue = new Venue(random.Next(0, 160), random, tellsCount: random.Next(3) > 0);
        var largest = random.Next(1, LedgerWalk.PageSize + 1);
        venue.Walk(() => random.Next(1, largest + 1), venue.TellsCount ? random.Next(3) : 0);
        return venue.Rows.All(row => venue.Read.Contains(row.Id));
    }

    private sealed class Venue
    {
        private readonly Random random;

        public Venue(int rows, Random random, bool tellsCount)
        {
            (this.random, TellsCount) = (random, tellsCount);
            Rows = [.. Enumerable.Range(0, rows).Select(i => new LedgerEntry($"L{i}", new KrakenLedgerRow { Refid = $"R{i}", Time = 1_700_000_000 - (i * 600), Type = "deposit", Asset = "XXBT", Amount = 1 }))];
        }

        public bool TellsCount { get; }

        public List<LedgerEntry> Rows { get; }

        public HashSet<string> Read { get; } = [];

        /// <summary>Walks to the end and returns the number of calls; a few times a row that was read disappears.</summary>
        public int Walk(Func<int> size, int removals)
        {
            var cursor = new LedgerCursor();
            for (var calls = 1; ; calls++)
            {
                Assert.True(calls < 1_000, "the walk does not end");
                var page = Page(cursor, size());
                if (LedgerWalk.IsTorn(cursor, page))
                {
                    cursor = LedgerWalk.Back(cursor, page);
                    continue;
                }

                cursor = Tell(cursor, page);
                if (!cursor.IsWalking) return calls;
                if (removals-- > 0) Rows.RemoveAt(random.Next(Math.Max(1, cursor.Offset - cursor.Last.Count)));
            }
        }

        private LedgerPage Page(LedgerCursor cursor, int size)
        {
            var offset = cursor.IsWalking ? cursor.Offset : 0;
            var rows = Rows.Skip(offset).Take(size).ToList();
            return new LedgerPage(rows, TellsCount ? Rows.Count : null, rows.Count);
        }

        private LedgerCursor Tell(LedgerCursor cursor, LedgerPage page)
        {
            Read.UnionWith(page.Rows.Select(row => row.Id));
            var fold = LedgerFold.Run([], new LedgerContext(), new PageBuilder());
            return LedgerWalk.After(cursor, page, page.Rows.Count, fold);
        }
    }
}
