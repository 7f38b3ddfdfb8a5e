using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Ledger;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Exchanges.Tests.Kraken;

/// <summary>However a ledger is cut into pages, and wherever the process dies, the same transactions come out.</summary>
public sealed class LedgerSplitTests
{
    private static readonly Quantity Now = 1_800_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(50)]
    [Trait("Pain", "24")]
    public void Any_split_into_pages_gives_the_same_transactions(int pageSize)
    {
        var rows = Ledger(seed: pageSize);
        var whole = Walk(rows, rows.Count);

        var split = Walk(rows, pageSize);

        Assert.Equal(whole.Select(WholeText.Of).Order(StringComparer.Ordinal), split.Select(WholeText.Of).Order(StringComparer.Ordinal));
        Assert.NotEmpty(whole);
    }

    [Fact]
    public void Rows_that_come_twice_count_once()
    {
        var rows = Ledger(seed: 11);
        var fold = LedgerFold.Run([.. rows, .. rows.Take(5)], new LedgerContext { Now = Now }, new PageBuilder());

        Assert.Empty(fold.Held);
    }

    [Fact]
    [Trait("Pain", "46")]
    public void A_withdrawal_that_comes_back_later_is_told_again_with_all_its_rows()
    {
        LedgerEntry Row(string id, int time, string amount, string fee) => new(id, new KrakenLedgerRow { Refid = "W", Time = time, Type = "withdrawal", Asset = "XXBT", Amount = Quantity.Parse(amount), Fee = Quantity.Parse(fee) });
        Quantity now = 1_700_010_000;
        var first = new PageBuilder();
        var watched = LedgerFold.Run([Row("W1", 1_700_000_000, "-0.5", "0.0001")], new LedgerContext { Now = now }, first).Watched;
        var second = new PageBuilder();

        LedgerFold.Run([Row("W2", 1_700_009_000, "0.5", "-0.0001")], new LedgerContext { Now = now, Watched = watched.ToDictionary(row => row.Id, row => row.Row) }, second);

        Assert.Equal(TransactionStatus.Completed, Assert.Single(first.Build().Transactions).Status);
        var again = Assert.Single(second.Build().Transactions);
        Assert.Equal(("W", TransactionStatus.Reversed, 4), (again.NativeId, again.Status, again.Legs.Length));
    }

    [Fact]
    public void A_young_lone_leg_at_the_live_end_waits_for_its_other_side()
    {
        var leg = new LedgerEntry("L1", new KrakenLedgerRow { Refid = "T", Time = 1_700_000_000, Type = "trade", Asset = "XETH", Amount = 1 });
        var other = new LedgerEntry("L2", new KrakenLedgerRow { Refid = "T", Time = 1_700_000_000, Type = "trade", Asset = "ZEUR", Amount = -1800 });
        var page = new PageBuilder();
        var fold = LedgerFold.Run([leg], new LedgerContext { Now = 1_700_000_010 }, page);
        var later = new PageBuilder();

        LedgerFold.Run([other], new LedgerContext { Now = 1_700_000_012, Held = fold.Held.ToDictionary(row => row.Id, row => row.Row) }, later);

        Assert.Empty(page.Build().Transactions);
        Assert.Equal(2, Assert.Single(later.Build().Transactions).Legs.Length);
    }

    private static List<VenueTransaction> Walk(List<LedgerEntry> rows, int size)
    {
        var (told, held) = (new Dictionary<string, VenueTransaction>(), new Dictionary<string, KrakenLedgerRow>());
        var pages = rows.OrderByDescending(row => row.Row.Time).ThenByDescending(row => row.Id, StringComparer.Ordinal).Chunk(size).ToList();
        foreach (var (index, rowsOfPage) in pages.Index())
        {
            // Through the archived text, as after a restart.
            var context = LedgerContext.Parse(new LedgerContext { Held = held, More = index < pages.Count - 1, Now = Now }.ToJson());
            var page = new PageBuilder();
            held = LedgerFold.Run(rowsOfPage, context, page).Held.ToDictionary(row => row.Id, row => row.Row);
            foreach (var transaction in page.Build().Transactions) told.Add(transaction.NativeId, transaction);
        }

        Assert.Empty(held);
        return [.. told.Values];
    }

    private static List<LedgerEntry> Ledger(int seed)
    {
        var random = new Random(seed);
        var rows = new List<LedgerEntry>();
        Quantity time = 1_700_000_000;
        for (var i = 0; i < 120; i++)
        {
            time += random.Next(0, 30);
            void Add(string refid, string type, string subtype, string asset, decimal amount, decimal fee, int later = 0) =>
                rows.Add(new LedgerEntry($"L{rows.Count:D4}", new KrakenLedgerRow { Refid = refid, Time = time + later, Type = type, Subtype = subtype, Asset = asset, Amount = amount, Fee = fee }));

            switch (random.Next(5))
            {
                case 0: Add($"T{i}", "trade", "", "XETH", 1, 0); Add($"T{i}", "trade", "", "ZEUR", -1800, 4.68m); break;
                case 1: Add($"R{i}", "spend", "", "ADA", -3, 0); Add($"R{i}", "spend", "", "XXRP", -2, 0); Add($"R{i}", "receive", "", "XXBT", 0.1m, 0.001m); break;
                case 2: Add($"A{i}", "earn", "allocation", "USDT", -i - 1, 0); Add($"B{i}", "earn", "allocation", "USDT.F", i + 1, 0, later: 1); break;
                case 3: Add($"W{i}", "withdrawal", "", "XXBT", -0.5m, 0.01m); Add($"W{i}", "withdrawal", "", "XXBT", 0.5m, -0.01m, later: random.Next(10, 9000)); break;
                default: Add($"D{i}", "deposit", "", "ZEUR", 100, 0); break;
            }
        }

        return rows;
    }
}
