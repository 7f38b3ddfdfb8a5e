using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Tests.Lots;

public sealed class CompactBookTests
{
    [Theory]
    [InlineData(LotMethod.Fifo, LotScope.Universal)]
    [InlineData(LotMethod.Fifo, LotScope.Wallet)]
    [InlineData(LotMethod.Lifo, LotScope.Universal)]
    [InlineData(LotMethod.Hifo, LotScope.Wallet)]
    [InlineData(LotMethod.Lofo, LotScope.Universal)]
    public void It_says_what_the_book_of_lots_says_for_every_history_of_trades(LotMethod method, LotScope scope)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var compact = new CompactBook(method, scope);
            var book = new LotBook(method, scope);
            foreach (var e in History(seed))
            {
                Assert.True(compact.TryApply(e));
                book.Apply(e);
            }

            Assert.Equal(book.Pieces, compact.Pieces);
            Assert.Equal(book.Shortfalls, compact.Shortfalls);
            Assert.Equal(book.Open().SelectMany(o => o.Lots.Select(l => (o.Wallet, o.Asset, l))), compact.Open().SelectMany(o => o.Lots.Select(l => (o.Wallet, o.Asset, l))));
            Assert.Equal(History(seed), compact.Events());
        }
    }

    [Theory]
    [InlineData(LotMethod.Fifo)]
    [InlineData(LotMethod.Lifo)]
    [InlineData(LotMethod.Hifo)]
    [InlineData(LotMethod.Lofo)]
    public void A_queue_of_thousands_of_lots_many_of_equal_cost_is_consumed_as_the_book_of_lots_does(LotMethod method)
    {
        var random = new Random(7);
        var compact = new CompactBook(method, LotScope.Universal);
        var book = new LotBook(method, LotScope.Universal);
        for (var i = 0; i < 12_000; i++)
        {
            // First they pile up, then they go down to a few; in the middle both.
            var sells = random.Next(12_000) < i;
            var e = new LotEvent(i, DateTimeOffset.UnixEpoch.AddHours(i), "A", new AssetId("btc"), sells ? LotEventKind.Sell : LotEventKind.Buy, (sells ? 2 : 1) * random.Next(1, 900) / 100m, random.Next(1, 400), 0.25m);
            Assert.True(compact.TryApply(e));
            book.Apply(e);
        }

        Assert.Equal(book.Pieces, compact.Pieces);
        Assert.Equal(book.Shortfalls, compact.Shortfalls);
        Assert.Equal(book.Open().SelectMany(o => o.Lots), compact.Open().SelectMany(o => o.Lots));
    }

    [Theory]
    [InlineData("walks", 1)]
    [InlineData("rises", 1)]
    [InlineData("falls", 1)]
    [InlineData("swings", 1)]
    [InlineData("one cost", 1)]
    [InlineData("two costs", 1)]
    [InlineData("walks", 20)]
    [InlineData("swings", 20)]
    public void By_cost_the_same_lots_are_taken_however_prices_go_and_in_whatever_runs_trades_come(string prices, int run)
    {
        foreach (var method in new[] { LotMethod.Hifo, LotMethod.Lofo })
        {
            var random = new Random(11);
            var (compact, book) = (new CompactBook(method, LotScope.Universal), new LotBook(method, LotScope.Universal));
            var (price, sells) = (5_000, false);
            for (var i = 0; i < 6_000; i++)
            {
                if (i % run == 0) sells = random.Next(100) < 30;
                price = Next(prices, price, i, random);
                var e = new LotEvent(i, DateTimeOffset.UnixEpoch.AddHours(i), "A", new AssetId("btc"), sells ? LotEventKind.Sell : LotEventKind.Buy, (sells ? 2 : 1) * random.Next(1, 900) / 100m, price / 10m, 0.25m);
                Assert.True(compact.TryApply(e));
                book.Apply(e);
            }

            Assert.Equal(book.Pieces, compact.Pieces);
            Assert.Equal(book.Open().SelectMany(o => o.Lots), compact.Open().SelectMany(o => o.Lots));
        }
    }

    [Fact]
    public void What_is_still_held_can_be_counted_and_read_one_by_one_without_the_rest()
    {
        var book = Folded(History(3), LotMethod.Fifo, LotScope.Wallet);
        foreach (var (_, _, lots) in book.Open())
        {
            var told = lots.Select(lot => lot).ToList();
            Assert.Equal(lots.Count, told.Count);
            for (var i = 0; i < lots.Count; i++) Assert.Equal(told[i], lots[i]);
        }
    }

    [Theory]
    [InlineData(LotMethod.Fifo, LotScope.Universal)]
    [InlineData(LotMethod.Lifo, LotScope.Wallet)]
    [InlineData(LotMethod.Hifo, LotScope.Universal)]
    [InlineData(LotMethod.Lofo, LotScope.Wallet)]
    public void Events_in_any_order_of_arrival_give_the_book_of_the_ordered_ones_and_another_method_is_a_fold_of_the_same(LotMethod method, LotScope scope)
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var (ordered, late) = (new CompactBook(method, scope), new CompactBook(method, scope));
            foreach (var e in History(seed)) Assert.True(ordered.TryApply(e));
            var arriving = History(seed);
            new Random(seed).Shuffle(arriving.AsSpan(seed % 2 == 0 ? 0 : 90));
            foreach (var e in arriving) Assert.True(late.TryInsert(e));
            var refolded = late.Refolded(LotMethod.Fifo, LotScope.Universal).Refolded(method, scope);
            foreach (var book in new[] { late, refolded })
            {
                Assert.Equal(ordered.Events(), book.Events());
                Assert.Equal(ordered.Pieces, book.Pieces);
                Assert.Equal(ordered.Shortfalls, book.Shortfalls);
                Assert.Equal(ordered.Open().SelectMany(o => o.Lots), book.Open().SelectMany(o => o.Lots));
            }
        }
    }

    [Theory]
    [InlineData(LotMethod.Fifo, LotScope.Universal)]
    [InlineData(LotMethod.Lifo, LotScope.Wallet)]
    [InlineData(LotMethod.Hifo, LotScope.Universal)]
    [InlineData(LotMethod.Lofo, LotScope.Wallet)]
    public void A_changed_history_gives_the_book_of_a_new_fold_takes_over_what_comes_before_the_change_and_leaves_the_old_one_as_it_was(LotMethod method, LotScope scope)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var before = Folded(History(seed), method, scope);
            var (pieces, open) = (before.Pieces.ToArray(), before.Open().SelectMany(o => o.Lots).ToArray());
            var place = new Random(seed).Next(120);
            List<LotEvent> changed = [.. History(seed)];
            if (seed % 3 == 0) changed.RemoveAt(place);
            else if (seed % 3 == 1) changed[place] = changed[place] with { Units = 7m };
            else changed.Insert(place, changed[place] with { Kind = LotEventKind.Sell, Units = 0.5m });
            changed = [.. changed.Select((e, i) => e with { Id = i })];
            // An event is known again by its place among the unchanged ones, whatever its number is now.
            var updated = before.Updated(changed, (_, _) => true);
            var fresh = Folded([.. changed], method, scope);
            Assert.True(updated!.Value.TakenOver >= place);
            Assert.Equal(fresh.Events(), updated.Value.Book.Events());
            Assert.Equal(fresh.Pieces, updated.Value.Book.Pieces);
            Assert.Equal(fresh.Shortfalls, updated.Value.Book.Shortfalls);
            Assert.Equal(fresh.Open().SelectMany(o => o.Lots), updated.Value.Book.Open().SelectMany(o => o.Lots));
            Assert.Equal(pieces, before.Pieces);
            Assert.Equal(open, before.Open().SelectMany(o => o.Lots));
            Assert.Null(before.Updated([changed[0] with { Detail = new LotEventDetail() }], (_, _) => true));
        }
    }

    [Fact]
    public void What_it_cannot_hold_exactly_it_refuses()
    {
        var book = new CompactBook(LotMethod.Fifo, LotScope.Universal);
        var e = History(1)[0];
        Assert.False(book.TryApply(e with { Units = Quantity.Parse("0.000000001") }));
        Assert.False(book.TryApply(e with { UnitPrice = Quantity.Parse("99999999999") }));
        Assert.False(book.TryApply(e with { Kind = LotEventKind.Transfer, ToWallet = "B" }));
        Assert.False(book.TryApply(e with { Detail = new LotEventDetail() }));
        Assert.False(book.TryInsert(e with { Detail = new LotEventDetail() }));
        Assert.Equal(0, book.Count);
    }

    private static int Next(string prices, int price, int place, Random random) => prices switch
    {
        "walks" => Math.Max(1, price + random.Next(-40, 41)),
        "rises" => price + 1,
        "falls" => Math.Max(1, 9_000 - place),
        "swings" => 5_000 + (int)(4_000 * Math.Sin(place / 300.0)),
        "two costs" => random.Next(2) == 0 ? 5_000 : 5_001,
        _ => price,
    };

    private static CompactBook Folded(LotEvent[] events, LotMethod method, LotScope scope)
    {
        var book = new CompactBook(method, scope);
        foreach (var e in events) Assert.True(book.TryApply(e));
        return book;
    }

    private static LotEvent[] History(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 120).Select(i => new LotEvent(
                i,
                new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(i / 2),
                random.Next(2) == 0 ? "A" : "B",
                new AssetId(random.Next(3) == 0 ? "btc" : "eth"),
                random.Next(5) < 2 ? LotEventKind.Sell : random.Next(9) == 0 ? LotEventKind.Income : LotEventKind.Buy,
                random.Next(1, 100_000) / 70_000m is var units ? decimal.Round(units, 8) : default,
                random.Next(1, 9) * 1_000.25m,
                random.Next(-3, 90) / 100m)),
        ];
    }
}
