using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Tests.Lots;

public sealed class LotMethodTests
{
    private static readonly AssetId Btc = new("btc");

    // Buys 1@10,000 (Jan 1), 1@30,000 (Feb 1), 1@20,000 (Mar 1), sell 1@25,000 (Apr 1).
    [Theory]
    [InlineData(LotMethod.Fifo, 15_000)]
    [InlineData(LotMethod.Lifo, 5_000)]
    [InlineData(LotMethod.Hifo, -5_000)]
    [InlineData(LotMethod.Lofo, 15_000)]
    [InlineData(LotMethod.Average, 5_000)]
    [InlineData(LotMethod.DatedAverage, 5_000)]
    public void US_5_each_method_picks_its_own_lot(LotMethod method, int gain)
    {
        var book = Book(method, LotScope.Universal, Buy(1, "2025-01-01", 1, 10_000), Buy(2, "2025-02-01", 1, 30_000), Buy(3, "2025-03-01", 1, 20_000), Sell(4, "2025-04-01", 1, 25_000));
        Assert.Equal((Quantity)gain, Gain(book));
    }

    [Theory]
    [Trait("Pain", "13")]
    [InlineData(LotScope.Wallet, 20_000)]
    [InlineData(LotScope.Universal, 65_000)]
    public void US_1_scope_decides_which_wallets_lots_a_sale_may_use(LotScope scope, int gain)
    {
        var book = Book(LotMethod.Fifo, scope, Buy(1, "2024-02-01", 1, 40_000, "W1"), Buy(2, "2025-03-01", 1, 85_000, "W2"), Sell(3, "2025-06-01", 1, 105_000, "W2"));
        Assert.Equal((Quantity)gain, Gain(book));
    }

    [Fact]
    [Trait("Pain", "14")]
    public void US_2_a_transfer_carries_the_date_and_the_basis_of_its_lots()
    {
        var book = Book(
            LotMethod.Fifo,
            LotScope.Wallet,
            Buy(1, "2024-02-01", 1, 40_000, "W1"),
            Buy(2, "2025-03-01", 1, 85_000, "W2"),
            Transfer(3, "2025-04-01", 0.5m, "W1", "W2"),
            Sell(4, "2025-06-01", 1, 105_000, "W2"));
        Assert.Equal([(0.5m, 32_500m, true), (0.5m, 10_000m, false)], book.Pieces.Select(p => ((decimal, decimal, bool))(D(p.Units), D(p.GainNet), IsLong(p))));
        Assert.Equal([("W1", 20_000m), ("W2", 42_500m)], book.Open().Select(o => (o.Wallet, D(o.Lots.Single().Cost))));
    }

    // Lots of 10, 30 and 20 in A; two move to B by their own order, and the sale in A takes its own pick of what stayed; what moved keeps its dates.
    [Theory]
    [InlineData(LotMethod.Fifo, LotMethod.Lifo, "2 3", "1")]
    [InlineData(LotMethod.Hifo, LotMethod.Fifo, "1 2", "3")]
    [InlineData(LotMethod.Hifo, LotMethod.Lofo, "1 3", "2")]
    [InlineData(LotMethod.Lofo, LotMethod.Hifo, "2 3", "1")]
    [InlineData(LotMethod.Specific, LotMethod.Hifo, "2 3", "1")]
    [InlineData(LotMethod.Lifo, LotMethod.Lifo, "2 3", "1")]
    public void Transfers_take_lots_in_an_order_of_their_own(LotMethod disposals, LotMethod transfers, string moved, string sold)
    {
        LotEvent[] events = [Buy(1, "2025-01-01", 1, 10, "A"), Buy(2, "2025-02-01", 1, 30, "A"), Buy(3, "2025-03-01", 1, 20, "A"), Transfer(4, "2025-04-01", 2, "A", "B"), Sell(5, "2025-05-01", 1, 50, "A")];
        var book = new LotBook(disposals, LotScope.Wallet, transfers: transfers);
        foreach (var e in events) book.Apply(e);
        Assert.Equal(moved, string.Join(' ', book.Open().Single(o => o.Wallet == "B").Lots.Select(l => l.Id)));
        Assert.Equal(sold, string.Join(' ', book.Pieces.Select(p => p.Lot)));
        Assert.Empty(book.Open().Single(o => o.Wallet == "A").Lots);
        book.Apply(Sell(6, "2025-06-01", 3, 60, "B"));
        Assert.Equal(2, book.Pieces.Count(p => p is { Disposal: 6, Basis: BasisState.Confirmed }));
        Assert.Equal((Quantity)1, Assert.Single(book.Shortfalls).Short);
    }

    [Fact]
    public void A_lot_that_moved_in_part_is_sold_in_part_and_a_gift_leaves_in_the_order_of_disposals()
    {
        var gift = Event(5, "2025-05-01", LotEventKind.Remove, 1, 0, "A", 0);
        var book = new LotBook(LotMethod.Hifo, LotScope.Wallet, transfers: LotMethod.Fifo);
        foreach (var e in (LotEvent[])[Buy(1, "2025-01-01", 1, 10, "A"), Buy(2, "2025-02-01", 1, 30, "A"), Transfer(3, "2025-04-01", 0.25m, "A", "B"), gift, Sell(6, "2025-06-01", 0.5m, 50, "A")]) book.Apply(e);
        Assert.Equal((Quantity)30, Assert.Single(book.Removals).Cost);
        Assert.Equal((1, 0.5m, 5m), (book.Pieces.Single().Lot, D(book.Pieces.Single().Units), D(book.Pieces.Single().Cost)));
        Assert.Equal([("A", 0.25m), ("B", 0.25m)], book.Open().Select(o => (o.Wallet, D(o.Lots.Single().Units))));
    }

    [Fact]
    [Trait("Pain", "5")]
    public void What_was_never_acquired_is_an_unknown_basis_row_and_a_named_shortfall()
    {
        var book = Book(LotMethod.Hifo, LotScope.Universal, Buy(1, "2025-01-01", 1, 10), Sell(2, "2025-02-01", 3, 20));
        var unknown = Assert.Single(book.Pieces, p => p.Basis == BasisState.Unknown);
        Assert.Equal((Quantity)2, unknown.Units);
        Assert.Equal((Quantity)40, unknown.GainNet);
        Assert.Equal([(2L, (Quantity)2)], book.Shortfalls.Select(s => (s.Event, s.Short)));
    }

    [Fact]
    [Trait("Pain", "7")]
    public void A_transfer_of_more_than_is_held_arrives_with_the_rest_as_unknown_basis()
    {
        var book = Book(LotMethod.Fifo, LotScope.Wallet, Buy(1, "2025-01-01", 1, 10, "A"), Transfer(2, "2025-01-02", 1.5m, "A", "B"));
        var lots = book.Open().Single(o => o.Wallet == "B").Lots;
        Assert.Equal([(1m, BasisState.Confirmed), (0.5m, BasisState.Unknown)], lots.Select(l => (D(l.Units), l.Basis)));
        var pair = Assert.Single(book.Shortfalls);
        Assert.Equal((2, "A", "B"), (pair.Event, pair.Wallet, pair.ToWallet));
    }

    [Fact]
    public void Average_cost_moves_between_wallets_with_its_share()
    {
        var book = Book(LotMethod.Average, LotScope.Wallet, Buy(1, "2025-01-01", 1, 10, "A"), Buy(2, "2025-01-02", 2, 25, "A"), Transfer(3, "2025-01-03", 1, "A", "B"), Sell(4, "2025-01-04", 1, 30, "B"));
        Assert.Equal(10m, D(Gain(book)));
        Assert.Equal(40m, D(book.Open().Single(o => o.Wallet == "A").Lots.Single().Cost));
    }

    [Fact]
    public void An_average_that_keeps_dates_gives_every_unit_the_average_cost_and_the_earliest_date_still_held_also_through_a_transfer()
    {
        var book = Book(
            LotMethod.DatedAverage, LotScope.Wallet, Buy(1, "2024-01-10", 1, 10, "A", 3), Buy(2, "2024-09-01", 2, 25, "A"), Transfer(3, "2024-10-01", 1.5m, "A", "B"),
            Buy(4, "2025-01-01", 0.5m, 40, "B"), Sell(5, "2025-02-01", 1.25m, 30, "B", 1));
        Assert.Equal([(1, 1m), (2, 0.25m)], book.Pieces.Select(p => ((long, decimal))(p.Lot, D(p.Units))));
        Assert.Equal(["2024-01-10", "2024-09-01"], book.Pieces.Select(p => p.Acquired!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        // B holds 1.5 at 20 and 0.5 at 40: 25 a unit.
        Assert.Equal([25m, 6.25m], book.Pieces.Select(p => D(p.Cost)));
        Assert.Equal([0.8m, 0.2m], book.Pieces.Select(p => D(p.DisposalFee)));
        Assert.Equal([("A", 1.5m, 30m), ("B", 0.25m, 6.25m), ("B", 0.5m, 12.5m)], book.Open().SelectMany(o => o.Lots.Select(l => (o.Wallet, D(l.Units), D(l.Cost)))));
    }

    [Theory]
    [InlineData(LotMethod.Average)]
    [InlineData(LotMethod.DatedAverage)]
    [Trait("Pain", "5")]
    public void Units_of_unknown_basis_mark_the_average_they_are_in_until_it_is_sold_out(LotMethod method)
    {
        var unknown = Buy(2, "2025-01-02", 1, 0) with { Detail = new LotEventDetail { IsUnknown = true } };
        var book = Book(method, LotScope.Universal, Buy(1, "2025-01-01", 1, 10), unknown, Sell(3, "2025-01-03", 2, 20), Buy(4, "2025-01-04", 1, 10), Sell(5, "2025-01-05", 1, 20));
        Assert.All(book.Pieces.Where(p => p.Disposal == 3), p => Assert.Equal(BasisState.Unknown, p.Basis));
        Assert.Equal(BasisState.Confirmed, book.Pieces.Single(p => p.Disposal == 5).Basis);
    }

    [Fact]
    public void Fees_of_both_sides_are_shared_over_the_matched_parts()
    {
        var book = Book(LotMethod.Fifo, LotScope.Universal, Buy(1, "2025-01-01", 3, 10, fee: 1), Sell(2, "2025-01-02", 1, 20, fee: 0.5m), Sell(3, "2025-01-03", 2, 20, fee: 0.25m));
        Assert.Equal(Quantity.One, book.Pieces.Aggregate(Quantity.Zero, (sum, p) => sum + p.AcquisitionFee));
        Assert.Equal((Quantity)0.75m, book.Pieces.Aggregate(Quantity.Zero, (sum, p) => sum + p.DisposalFee));
        Assert.Equal(30m - 1.75m, D(Gain(book)));
    }

    [Fact]
    public void An_event_before_one_already_matched_is_refused()
    {
        var book = Book(LotMethod.Fifo, LotScope.Universal, Buy(1, "2025-01-02", 1, 10));
        Assert.Throws<InvalidOperationException>(() => book.Apply(Buy(2, "2025-01-01", 1, 10)));
    }

    internal static LotBook Book(LotMethod method, LotScope scope, params LotEvent[] events)
    {
        var book = new LotBook(method, scope);
        foreach (var e in events) book.Apply(e);
        return book;
    }

    internal static LotEvent Buy(long id, string day, decimal units, decimal price, string wallet = "W", decimal fee = 0) => Event(id, day, LotEventKind.Buy, units, price, wallet, fee);

    internal static LotEvent Sell(long id, string day, decimal units, decimal price, string wallet = "W", decimal fee = 0) => Event(id, day, LotEventKind.Sell, units, price, wallet, fee);

    internal static Quantity Gain(LotBook book) => book.Pieces.Aggregate(Quantity.Zero, (sum, p) => sum + p.GainNet);

    private static LotEvent Transfer(long id, string day, decimal units, string from, string to) => Event(id, day, LotEventKind.Transfer, units, 0, from, 0) with { ToWallet = to };

    private static LotEvent Event(long id, string day, LotEventKind kind, decimal units, decimal price, string wallet, decimal fee) =>
        new(id, new DateTimeOffset(DateOnly.ParseExact(day, "yyyy-MM-dd"), TimeOnly.MinValue, TimeSpan.Zero), wallet, Btc, kind, units, price, fee);

    private static bool IsLong(MatchedPiece p) => HoldingPeriod.IsLong(DateOnly.FromDateTime(p.Acquired!.Value.UtcDateTime), DateOnly.FromDateTime(p.Disposed.UtcDateTime));

    private static decimal D(Quantity q) => q.TryToDecimal(out var value) ? value : throw new OverflowException();
}
