using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Tests.Lots;

/// <summary>Numeric cases of the tax rules that need the lot engine only; the others stand beside the command line's tests.</summary>
public sealed class TaxRuleCaseTests
{
    private static readonly AssetId Btc = new("btc");
    private static readonly AssetId Eth = new("eth");

    [Fact]
    public void US_3_lowest_basis_goes_to_the_largest_balance()
    {
        OpenLot[] lots = [Lot(1, 10, 1_000), Lot(2, 5, 2_000), Lot(3, 1, 4_000)];
        var allocated = WalletAllocation.Global(AllocationRule.LowestBasisToLargestBalance, lots, [new("A", 1), new("B", 5), new("C", 10)]);
        Assert.Equal(["1 C 10", "2 B 5", "3 A 1"], allocated.Select(a => $"{a.Lot} {a.Wallet} {a.Units}"));
    }

    [Theory]
    [InlineData("2024-03-01", "2025-03-01", false)]
    [InlineData("2024-03-01", "2025-03-02", true)]
    [InlineData("2024-02-29", "2025-02-28", false)]
    [InlineData("2024-02-29", "2025-03-01", true)]
    [InlineData("2024-06-15", "2025-06-15", false)]
    [InlineData("2024-06-15", "2025-06-16", true)]
    [InlineData("2024-01-15", "2025-01-15", false)]
    [InlineData("2024-01-15", "2025-01-16", true)]
    public void US_4_and_the_German_and_Australian_day_tests(string acquired, string disposed, bool isLong) =>
        Assert.Equal(isLong, HoldingPeriod.IsLong(DateOnly.Parse(acquired), DateOnly.Parse(disposed)));

    [Theory]
    [InlineData(0, 2, "specific", 0)]
    [InlineData(1, 1, "fifo", 1)]
    public void US_6_an_identification_one_second_after_the_sale_is_refused_and_first_in_first_out_used(int secondsLate, long lot, string rule, int notes)
    {
        var sell = Sell(3, "2025-04-01", 1, 25_000);
        sell = sell with { Detail = new LotEventDetail { Identification = new(sell.Time.AddSeconds(secondsLate), [new(2, 1)]) } };
        var book = Book(LotMethod.Specific, LotScope.Wallet, null, Buy(1, "2025-01-01", 1, 10_000), Buy(2, "2025-02-01", 1, 30_000), sell);
        Assert.Equal((lot, rule), (book.Pieces.Single().Lot, book.Pieces.Single().Rule));
        Assert.Equal(notes, book.Notes.Count(n => n.Code == "late-identification" && n.Reason.Contains("after the sale", StringComparison.Ordinal)));
    }

    [Fact]
    public void Identified_units_come_first_in_their_order_and_the_rest_first_in_first_out()
    {
        var sell = Sell(4, "2025-04-01", 2.5m, 25_000);
        sell = sell with { Detail = new LotEventDetail { Identification = new(sell.Time, [new(3, 0.5m), new(2, 1)]) } };
        var book = Book(LotMethod.Specific, LotScope.Wallet, null, Buy(1, "2025-01-01", 2, 10_000), Buy(2, "2025-02-01", 1, 30_000), Buy(3, "2025-03-01", 1, 20_000), sell);
        Assert.Equal([(3L, 0.5m), (2L, 1m), (1L, 1m)], book.Pieces.Select(p => (p.Lot, D(p.Units))));
        Assert.Equal([(1L, 1m), (3L, 0.5m)], book.Open().Single().Lots.Select(l => (l.Id, D(l.Units))));
    }

    [Fact]
    [Trait("Pain", "13")]
    public void The_switch_to_wallets_keeps_dates_and_leaves_a_dated_record()
    {
        var plan = new WalletSwitch(Time("2025-01-01"), AllocationRule.LowestBasisToLargestBalance, Time("2024-12-15"), "the owner");
        var book = Book(
            LotMethod.Fifo,
            LotScope.Wallet,
            plan,
            Buy(1, "2024-01-01", 1, 100, wallet: "A"),
            Buy(2, "2024-02-01", 2, 50, wallet: "B"),
            Sell(3, "2024-06-01", 0.5m, 200, wallet: "B"),
            Sell(4, "2025-02-01", 1, 300, wallet: "B"));
        Assert.Equal([(1L, 0.5m), (2L, 1m)], book.Pieces.Select(p => (p.Lot, D(p.Units))));
        var record = Assert.Single(book.Allocations);
        Assert.Equal([("A", 1m), ("B", 1.5m)], record.Balances.Select(b => (b.Wallet, D(b.Units))));
        Assert.Equal([(2L, "B", 1.5m), (2L, "A", 0.5m), (1L, "A", 0.5m)], record.Allocated.Select(a => (a.Lot, a.Wallet, D(a.Units))));
        Assert.Equal((Time("2024-12-15"), "the owner"), (record.DecidedAt, record.DecidedBy));
    }

    [Theory]
    [Trait("Pain", "13")]
    [InlineData("2025-01-20", 0)]
    [InlineData("2025-02-02", 1)]
    public void A_specific_allocation_gives_each_wallet_the_lots_it_names_with_its_dated_record_and_tells_when_it_came_too_late(string decided, int late)
    {
        var book = Book(
            LotMethod.Fifo,
            LotScope.Wallet,
            Plan(decided, new(1, "B", 1), new(2, "B", 0.5m), new(2, "A", 1)),
            Buy(1, "2024-01-01", 1, 100, wallet: "A"),
            Buy(2, "2024-02-01", 1.5m, 50, wallet: "B"),
            Sell(3, "2025-02-01", 1, 300, wallet: "A"),
            Sell(4, "2025-02-03", 1, 300, wallet: "B"));
        Assert.Equal([(2L, 250m), (1L, 200m)], book.Pieces.Select(p => (p.Lot, D(p.GainNet))));
        var record = Assert.Single(book.Allocations);
        Assert.Equal(("specific unit allocation, lot by lot", Time(decided), "the owner"), (record.Rule, record.DecidedAt, record.DecidedBy));
        Assert.Equal([(1L, "B", 1m), (2L, "B", 0.5m), (2L, "A", 1m)], record.Allocated.Select(a => (a.Lot, a.Wallet, D(a.Units))));
        Assert.Equal(late, book.Notes.Count(n => n is { Code: "late-allocation", Event: 3 }));
        Assert.Equal(late, book.Notes.Count);
    }

    [Fact]
    public void A_specific_allocation_that_does_not_fit_the_lots_or_the_balances_is_refused()
    {
        LotEvent[] events = [Buy(1, "2024-01-01", 1, 100, wallet: "A"), Buy(2, "2024-01-02", 1, 100, wallet: "B")];
        Assert.Contains("wallet B holds 1", Refused(new(1, "B", 1), new(2, "B", 1)), StringComparison.Ordinal);
        Assert.Contains("lot 2 holds 1", Refused(new(1, "A", 1), new(2, "B", 0.5m)), StringComparison.Ordinal);
        Assert.Contains("no lot 7 is held", Refused(new(1, "A", 1), new(2, "B", 1), new(7, "A", 1)), StringComparison.Ordinal);

        string Refused(params AllocatedUnits[] units) => Assert.Throws<AllocationMismatchException>(Book(LotMethod.Fifo, LotScope.Wallet, Plan("2025-01-01", units), events).SwitchScope).Message;
    }

    [Fact]
    [Trait("Pain", "45")]
    public void Basis_that_no_wallet_holds_at_the_switch_is_named()
    {
        var plan = new WalletSwitch(Time("2025-01-01"), AllocationRule.OldestFirst, Time("2024-12-15"), "the owner");
        var book = Book(LotMethod.Fifo, LotScope.Wallet, plan, Sell(1, "2024-01-01", 1, 100), Buy(2, "2024-02-01", 3, 100), Sell(3, "2025-02-01", 1, 100));
        var note = Assert.Single(book.Notes, n => n.Code == "unallocated-units");
        Assert.Contains("held 1 units more", note.Reason, StringComparison.Ordinal);
        Assert.Equal([2L], book.Pieces.Where(p => p.Basis == BasisState.Confirmed).Select(p => p.Lot));
    }

    [Fact]
    public void What_a_written_rule_allocated_is_accepted_lot_by_lot_also_where_the_pool_holds_more_than_its_wallets()
    {
        LotEvent[] events = [Sell(1, "2024-01-01", 1, 100), Buy(2, "2024-02-01", 3, 100)];
        var byRule = Book(LotMethod.Fifo, LotScope.Wallet, Plan("2024-12-15") with { Specific = _ => null }, events);
        byRule.SwitchScope();
        var allocated = Assert.Single(byRule.Allocations).Allocated;
        Assert.Equal([(2L, "W", 2m)], allocated.Select(a => (a.Lot, a.Wallet, D(a.Units))));

        var specific = Book(LotMethod.Fifo, LotScope.Wallet, Plan("2024-12-15", [.. allocated]), events);
        specific.SwitchScope();
        Assert.Equal(allocated, Assert.Single(specific.Allocations).Allocated);
        Assert.Single(specific.Notes, n => n.Code == "unallocated-units");
        var tooFew = Assert.Throws<AllocationMismatchException>(Book(LotMethod.Fifo, LotScope.Wallet, Plan("2024-12-15", new AllocatedUnits(2, "W", 1)), events).SwitchScope);
        Assert.Contains("lot 2 holds 3 units, allocated are 1", tooFew.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Pain", "13")]
    public void Parts_of_one_lot_are_allocated_as_the_lot_they_are()
    {
        var day = new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero);
        OpenLot[] parts = [new(7, day, 2, 20, 0, BasisState.Confirmed), new(8, day, 1, 10, 0, BasisState.Confirmed), new(7, day, 1, 10, 0, BasisState.Confirmed)];
        WalletBalance[] balances = [new("A", 2), new("B", 2)];
        var byRule = WalletAllocation.Global(AllocationRule.OldestFirst, parts, balances);
        Assert.Null(WalletAllocation.Check(byRule, parts, balances, lot => $"{lot}"));
        Assert.Null(WalletAllocation.Check([new(7, "A", 2), new(7, "B", 1), new(8, "B", 1)], parts, balances, lot => $"{lot}"));
        Assert.Equal("lot 7 holds 3 units, allocated are 4", WalletAllocation.Check([new(7, "A", 2), new(7, "B", 2)], parts, balances, lot => $"{lot}"));
    }

    [Fact]
    [Trait("Pain", "15")]
    public void A_method_changed_by_date_leaves_what_was_matched_before()
    {
        var book = Book(LotMethod.Fifo, LotScope.Universal, null, Buy(1, "2024-01-01", 1, 10), Buy(2, "2024-02-01", 1, 30), Buy(3, "2024-03-01", 1, 20), Sell(4, "2024-04-01", 1, 25));
        book.ChangeMethod(LotMethod.Hifo);
        book.Apply(Sell(5, "2025-01-01", 1, 25));
        Assert.Equal([1L, 2L], book.Pieces.Select(p => p.Lot));
    }

    [Fact]
    [Trait("Pain", "6")]
    public void Wrapping_moves_date_and_basis_and_disposes_of_nothing()
    {
        var wrap = Event(2, "2024-02-01", LotEventKind.Convert, 4, 0) with { Detail = new LotEventDetail { ToAsset = Eth, ToUnits = 2 } };
        var book = Book(LotMethod.Fifo, LotScope.Wallet, null, Buy(1, "2024-01-01", 4, 10, fee: 1), wrap);
        Assert.Empty(book.Pieces);
        var lot = Assert.Single(book.Open().Single(o => o.Asset == Eth).Lots);
        Assert.Equal((1L, Time("2024-01-01"), 2m, 40m, 1m), (lot.Id, lot.Acquired, D(lot.Units), D(lot.Cost), D(lot.Fee)));
    }

    [Fact]
    [Trait("Pain", "7")]
    public void Wrapping_more_than_is_held_gives_the_rest_an_unknown_basis()
    {
        var wrap = Event(2, "2024-02-01", LotEventKind.Convert, 4, 0) with { Detail = new LotEventDetail { ToAsset = Eth, ToUnits = 4 } };
        var book = Book(LotMethod.Fifo, LotScope.Wallet, null, Buy(1, "2024-01-01", 3, 10), wrap);
        Assert.Equal([(3m, BasisState.Confirmed), (1m, BasisState.Unknown)], book.Open().Single(o => o.Asset == Eth).Lots.Select(l => (D(l.Units), l.Basis)));
        Assert.Single(book.Shortfalls);
    }

    // Donor's basis 100, worth 60 when given: a gain is measured from 100, a loss from 60, nothing between.
    [Theory]
    [InlineData(120, 20)]
    [InlineData(80, 0)]
    [InlineData(50, -10)]
    public void A_gift_worth_less_than_the_donor_paid_has_two_bases(int price, int gain)
    {
        var gift = Buy(1, "2024-05-01", 1, 100) with { Detail = new LotEventDetail { Acquired = Time("2020-01-01"), LossUnitCost = 60 } };
        var book = Book(LotMethod.Fifo, LotScope.Wallet, null, gift, Sell(2, "2024-06-01", 1, price));
        Assert.Equal((Quantity)gain, book.Pieces.Single().GainNet);
        Assert.Equal(Time("2020-01-01"), book.Pieces.Single().Acquired);
    }

    [Fact]
    public void A_gift_made_takes_its_basis_away_without_a_gain()
    {
        var gift = Event(2, "2024-06-01", LotEventKind.Remove, 1, 0) with { Detail = new LotEventDetail { Reason = "gift-out" } };
        var book = Book(LotMethod.Fifo, LotScope.Wallet, null, Buy(1, "2024-05-01", 2, 100, fee: 1), gift);
        Assert.Empty(book.Pieces);
        Assert.Equal((1m, 100m, 0.5m, "gift-out"), (D(book.Removals[0].Units), D(book.Removals[0].Cost), D(book.Removals[0].Fee), book.Removals[0].Reason));
    }

    [Fact]
    public void CA_1_adjusted_cost_base_is_an_average()
    {
        var result = SuperficialLossBook.Fold([Buy(1, "2024-01-01", 1, 50_000), Buy(2, "2024-03-01", 0.5m, 60_000), Sell(3, "2024-06-01", 0.8m, 65_000)], Day);
        Assert.Equal(9_333.33m, D(result.Pieces.Single().GainNet.Round(2)));
        Assert.Equal((0.7m, 37_333.33m), (D(result.Units), D(result.Cost.Round(2))));
    }

    [Fact]
    public void CA_2_a_superficial_loss_is_denied_in_part_and_added_to_the_cost_base()
    {
        var result = SuperficialLossBook.Fold([Buy(1, "2024-01-01", 10, 100), Sell(2, "2024-06-01", 10, 60), Buy(3, "2024-06-15", 4, 50)], Day);
        Assert.Equal((160m, -240m), (D(result.Pieces.Single().Adjustment), D(result.Pieces.Single().GainNet)));
        Assert.Equal((4m, 360m), (D(result.Units), D(result.Cost)));
    }

    [Theory]
    [InlineData("2024-07-01", 160)]
    [InlineData("2024-07-02", 0)]
    public void A_purchase_after_day_thirty_denies_no_loss(string day, int denied)
    {
        var result = SuperficialLossBook.Fold([Buy(1, "2024-01-01", 10, 100), Sell(2, "2024-06-01", 10, 60), Buy(3, day, 4, 50)], Day);
        Assert.Equal((Quantity)denied, result.Pieces.Single().Adjustment);
    }

    [Fact]
    public void What_is_sold_again_within_the_thirty_days_is_not_superficial()
    {
        var result = SuperficialLossBook.Fold([Buy(1, "2024-01-01", 10, 100), Sell(2, "2024-06-01", 10, 60), Buy(3, "2024-06-15", 4, 50), Sell(4, "2024-06-20", 4, 70)], Day);
        Assert.True(result.Pieces[0].Adjustment.IsZero);
    }

    [Fact]
    public void FR_1_and_FR_2_use_fractions_of_one_cost_for_the_whole_portfolio()
    {
        var book = new WholePortfolioBook();
        book.Apply(Buy(1, "2024-01-01", 10, 1_000));
        book.Apply(Sell(2, "2024-02-01", 2.5m, 2_000, fee: 50) with { Detail = new LotEventDetail { PortfolioValue = 20_000 } });
        Assert.Equal((2_450m, 2_500m), (D(book.Sales[0].Gain), D(book.Sales[0].Used)));
        book.Apply(Buy(3, "2024-03-01", 1, 3_000));
        book.Apply(Sell(4, "2024-04-01", 2, 4_000) with { Detail = new LotEventDetail { PortfolioValue = 25_000 } });
        Assert.Equal((10_500m, 4_640m), (D(book.Sales[1].NetCost), D(book.Sales[1].Gain)));
    }

    [Fact]
    public void FR_an_estimated_portfolio_value_is_noted()
    {
        var book = new WholePortfolioBook();
        book.Apply(Buy(1, "2024-01-01", 10, 1_000));
        book.Apply(Sell(2, "2024-02-01", 5, 2_000));
        Assert.Equal((20_000m, 5_000m), (D(book.Sales[0].PortfolioValue), D(book.Sales[0].Gain)));
        Assert.Equal("estimated-portfolio-value", Assert.Single(book.Notes).Code);
    }

    [Fact]
    public void JP_1_total_average_counts_purchases_after_the_sale()
    {
        LotEvent[] events = [Buy(1, "2024-01-01", 1, 1_000_000), Sell(2, "2024-06-01", 1, 4_000_000), Buy(3, "2024-09-01", 1, 3_000_000)];
        var total = YearlyAverageBook.Fold(events, t => t.Year);
        Assert.Equal(2_000_000m, D(total.Pieces.Single().GainNet));
        Assert.Equal((1m, 2_000_000m), (D(total.Units), D(total.Cost)));
        Assert.Equal(3_000_000m, D(Book(LotMethod.Average, LotScope.Universal, null, events).Pieces.Single().GainNet));
    }

    private static WalletSwitch Plan(string decided, params AllocatedUnits[] units) =>
        new(Time("2025-01-01"), AllocationRule.OldestFirst, Time("2024-12-15"), "nobody") { Specific = a => a == Btc ? new SpecificAllocation(units, Time(decided), "the owner") : null };

    private static LotBook Book(LotMethod method, LotScope scope, WalletSwitch? plan, params LotEvent[] events)
    {
        var book = new LotBook(method, scope, plan);
        foreach (var e in events) book.Apply(e);
        return book;
    }

    private static LotEvent Buy(long id, string day, decimal units, decimal price, decimal fee = 0, string wallet = "W") => Event(id, day, LotEventKind.Buy, units, price, fee, wallet);

    private static LotEvent Sell(long id, string day, decimal units, decimal price, decimal fee = 0, string wallet = "W") => Event(id, day, LotEventKind.Sell, units, price, fee, wallet);

    private static LotEvent Event(long id, string day, LotEventKind kind, decimal units, decimal price, decimal fee = 0, string wallet = "W") => new(id, Time(day), wallet, Btc, kind, units, price, fee);

    private static OpenLot Lot(long id, decimal units, decimal price) => new(id, Time("2020-01-01").AddDays(id), units, units * price, Quantity.Zero, BasisState.Confirmed);

    private static DateTimeOffset Time(string day) => new(DateOnly.Parse(day), TimeOnly.MinValue, TimeSpan.Zero);

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private static decimal D(Quantity q) => q.TryToDecimal(out var value) ? value : throw new OverflowException();
}
