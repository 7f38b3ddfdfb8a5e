using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

/// <summary>Getting out of a book: by the depth of order books where they are heard, by volume elsewhere.</summary>
public sealed class BookLiquidityTests
{
    private const double Bitcoin = 62_000;
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly AssetId Btc = new("btc"), Usd = new("fiat:usd");

    [Fact]
    public void What_is_small_beside_the_volume_costs_nothing_and_what_is_large_is_stretched_by_the_days_it_takes()
    {
        var book = Book([]);

        var (small, large) = (Of(book, Volume(1_000)), Of(book, Volume(1)));

        Assert.Equal(Normal(book), small.Levels[0].Var, 1e-12);
        Assert.Equal(small.Levels[0].Var, small.Levels[0].Adjusted, 1e-12);
        // One coin at a tenth of one a day takes ten days.
        Assert.Equal((10, 1.0, "volume"), (Row(large, "btc").Days!.Value, Row(large, "btc").DailyVolume!.Value, Row(large, "btc").By));
        Assert.InRange(large.Levels[0].Adjusted / large.Levels[0].Var, 1.9, 2.1);
        Assert.Equal((0.0, 1.0, 0.0), (large.ByBook, large.ByVolume, large.Unknown));
        Assert.Equal("money", Row(large, "fiat:usd").By);
    }

    [Fact]
    public void What_nobody_trades_where_anybody_listens_is_said_to_be_unknown()
    {
        var told = Of(Book([]), new Dictionary<AssetId, TradedVolume>());

        Assert.Equal(("unknown", 0.5), (Row(told, "btc").By, Math.Round(told.Unknown, 12)));
        Assert.Equal(told.Levels[1].Var, told.Levels[1].Adjusted, 1e-12);
    }

    [Theory]
    [InlineData("-2", 0.1012, 1)] // Bought back: 1 at 0.100, 1 at 0.1024.
    [InlineData("2", 0.0985, 1)] // Sold: 1 at 0.099, 1 at 0.098.
    [InlineData("6", 0.09816666666666667, 0.6666666666666666)] // 1 at 0.099, 3 at 0.098, and two more at the last price.
    public void A_contract_is_closed_into_its_book(string units, double average, double filled)
    {
        var book = Book([OptionFigureTests.Option("BTC-14MAY26-60000-C", isCall: true, units, "0.0995")]);
        var depth = new BookValue("deribit", "BTC-14MAY26-60000-C", [Level("0.099", "1"), Level("0.098", "3")], [Level("0.1", "1"), Level("0.1024", "5")], Now);

        var told = Of(book, Volume(1_000), depth);

        var row = Row(told, "deribit BTC-14MAY26-60000-C");
        var size = Math.Abs(double.Parse(units, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(("book", Math.Round(Math.Abs(1 - (average / 0.0995)), 9), Math.Round(filled, 9)), (row.By, Math.Round(row.Slippage!.Value, 9), Math.Round(row.Filled!.Value, 9)));
        Assert.Equal(size * Math.Abs(average - 0.0995) * Bitcoin / book.NetWorth, told.Slippage, 1e-9);
        Assert.Equal(told.Levels[0].Var + told.Slippage, told.Levels[0].Adjusted, 1e-9);
        Assert.InRange(told.ByBook, 0.3, 0.95);
    }

    [Fact]
    public void Without_a_book_the_slope_of_a_contract_is_got_rid_of_in_the_market_of_its_underlying()
    {
        var future = new DerivativeFact("BTCUSD", "BTCUSD", "Perpetual", "BTC", "USD", "USD", 1, 62_000, 62_000);

        var (alone, together) = (Of(Book([]), Volume(10)), Of(Book([future]), Volume(10)));

        Assert.Equal((1, 2), (Row(alone, "btc").Days, Row(together, "btc").Days));
        Assert.DoesNotContain(together.Positions, p => p.By == "book");
    }

    [Fact]
    public void A_book_that_was_not_heard_of_for_a_minute_is_none()
    {
        var clock = new ManualClock(Now);
        var books = new OrderBooks(clock);
        books.Take(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new BookValue("deribit", "X", [Level("1", "1")], [Level("2", "1")], Now), LiveJson.Default.BookValue));

        Assert.Equal("1", books.Find("deribit", "X")!.Bids[0].Price.ToString());
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(books.Find("deribit", "X"));
        Assert.Null(books.Find("deribit", "Y"));
    }

    private static LiquidityValue Of(CoveredBook book, IReadOnlyDictionary<AssetId, TradedVolume> volumes, params BookValue[] books) =>
        BookLiquidity.Of(book, volumes, (venue, contract) => books.FirstOrDefault(b => b.Venue == venue && b.Contract == contract), BookRisk.Levels)!;

    private static LiquidityPositionValue Row(LiquidityValue told, string key) => told.Positions.Single(p => p.Key == key);

    private static Dictionary<AssetId, TradedVolume> Volume(double units) => new() { [Btc] = new TradedVolume(units, 30, Now) };

    private static BookLevelValue Level(string price, string amount) => new(Quantity.Parse(price), Quantity.Parse(amount));

    private static double Normal(CoveredBook book) => BookRisk.Exposures(book, new Stamp(1, 1), Now).Normal[0].Var!.Value;

    private static CoveredBook Book(DerivativeFact[] positions)
    {
        var values = OptionFigureTests.Figures(OptionFigureTests.Report(positions), []);
        var overlay = DerivativeOverlay.Of(values, new ContractMarket((_, symbol) => symbol switch { "BTC" => Btc, "USD" => Usd, _ => null }, asset => asset == Btc ? Bitcoin : 1, asset => asset != Btc, Now));
        var at = new Places(new Dictionary<string, double> { ["kraken"] = 1 });
        HeldAsset[] held = [new(Btc, "BTC", "crypto", Bitcoin, Bitcoin, true, at) { Unit = Bitcoin }, new(Usd, "USD", "fiat", Bitcoin, 1, true, at) { Unit = 1 }];
        return CoveredBook.Of(new BookSnapshot(default, default, Usd, Now, [.. held.Select(overlay.On)]) { Contracts = overlay.Contracts, Derivatives = overlay.Coverage }, Prices());
    }

    private static PriceGrid Prices()
    {
        var (grid, random, price) = (PriceGrid.Ending(Now, TimeSpan.FromDays(1), 200), new Random(5), Bitcoin);
        for (var row = 0; row < grid.Rows; row++) grid.Put(Btc, grid.At(row), price *= 1 + (0.04 * (random.NextDouble() - 0.5)));
        return grid;
    }
}
