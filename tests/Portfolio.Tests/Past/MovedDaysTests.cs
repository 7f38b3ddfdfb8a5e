using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.GraphQL;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Tests.Valuation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Past;

/// <summary>A performance is read from what whole days add up to, and is the same to the last digit as from every transaction.</summary>
public sealed class MovedDaysTests
{
    [Fact]
    public async Task A_performance_is_the_same_from_stored_days_as_from_every_transaction_before_and_after_changes_of_the_past()
    {
        await using var t = await LedgerTenant.StartAsync();
        await PublishPricesAsync(t);
        var random = new Random(20261122);
        var book = new TenantBook(t.Tenant);
        var instants = new List<DateTimeOffset>();
        for (var round = 0; round < 3; round++)
        {
            foreach (var page in Books.Facts(random, 500).Select(f => f with { NativeId = $"n{random.Next(1200)}", Time = f.Time.AddMinutes(random.Next(-20_000, 20_000)) }).Chunk(200)) await t.RecordAsync(t.Page(t.Kraken, [.. page.DistinctBy(f => f.NativeId)]));
            await t.RecordAsync(t.Page(t.Binance, [.. Books.Facts(random, 200).Select(f => f with { NativeId = $"{round} {f.NativeId}" })]));
            book = await SavedAsync(t, book);
            instants.Add(TimeProvider.System.GetUtcNow());
            Assert.InRange(await t.CountAsync("moved_day"), 100, 1000);
            await CompareAsync(t, random, instants);
        }
    }

    [Fact]
    public async Task Of_stored_days_only_flows_are_read_and_of_days_with_flows_told_one_by_one_their_transactions()
    {
        await using var t = await LedgerTenant.StartAsync();
        await PublishPricesAsync(t);
        var day = LedgerTenant.Day.AddDays(-60);
        TransactionFact Fact(int i, TransactionKind kind) => LedgerTenant.Fact($"f{i}", 0, kind, ("BTC", $"{1 + (i % 7)}"), ("USD", "-1")) with { Time = day.AddMinutes(i * 56).AddSeconds(3) };
        foreach (var page in Enumerable.Range(0, 1500).Select(i => Fact(i, i % 400 == 5 ? TransactionKind.Deposit : TransactionKind.Trade)).Chunk(500)) await t.RecordAsync(t.Page(t.Kraken, page));
        await SavedAsync(t, new TenantBook(t.Tenant));
        var (from, to) = (day.AddDays(1).AddHours(5), day.AddDays(50).AddHours(7));
        var fast = await ReadAsync(t, from, to, TimeProvider.System.GetUtcNow());
        await t.Host.Database.ExecuteAsync("delete from portfolio.moved_day");
        var slow = await ReadAsync(t, from, to, TimeProvider.System.GetUtcNow());
        Assert.Equal((slow.Points.Count, slow.Flows.Count), (fast.Points.Count, fast.Flows.Count));
        Assert.InRange(slow.Read, 1200, 1500);
        Assert.InRange(fast.Read, 30, 6 * 30); // parts of the first and the last day, and days with a deposit, of some 26 transactions each
        await t.RecordAsync(t.Page(t.Kraken, [.. Enumerable.Range(2000, 500).Select(i => Fact(i - 2000, TransactionKind.Withdrawal) with { NativeId = $"w{i}" })]));
        await SavedAsync(t, new TenantBook(t.Tenant));
        var many = await ReadAsync(t, from, to, TimeProvider.System.GetUtcNow());
        Assert.InRange(many.Read, 450, 800); // more flows than are told one by one: only they are read
    }

    private static async Task CompareAsync(LedgerTenant t, Random random, List<DateTimeOffset> instants)
    {
        var asked = Enumerable.Range(0, 25).Select(i => (From: LedgerTenant.Day.AddMinutes(random.Next(-22_000, 20_000)), Length: random.Next(1, 30_000), KnownAt: i % 3 == 0 ? instants[random.Next(instants.Count)] : TimeProvider.System.GetUtcNow())).ToArray();
        async Task<List<(int Read, string Told)>> AllAsync()
        {
            var told = new List<(int, string)>();
            foreach (var (from, length, known) in asked)
            {
                var series = await ReadAsync(t, from, from.AddMinutes(length), known);
                told.Add((series.Read, System.Text.Json.JsonSerializer.Serialize(PerformanceItem.Of(series, known))));
            }

            return told;
        }

        var fast = await AllAsync();
        await t.Host.Database.ExecuteAsync("create table moved_day_kept as select * from portfolio.moved_day; delete from portfolio.moved_day");
        var slow = await AllAsync();
        await t.Host.Database.ExecuteAsync("insert into portfolio.moved_day select * from moved_day_kept; drop table moved_day_kept");
        Assert.Equal(slow.Select(s => s.Told), fast.Select(f => f.Told));
        Assert.All(fast.Zip(slow), pair => Assert.True(pair.First.Read <= 2 * pair.Second.Read)); // here most days have flows: those are read, and then their days
    }

    private static async Task<PastSeries> ReadAsync(LedgerTenant t, DateTimeOffset from, DateTimeOffset to, DateTimeOffset knownAt) =>
        (await t.Host.Services.GetRequiredService<PastPerformance>().ReadAsync(t.Tenant, t.All, from.ToMicroseconds(), to.ToMicroseconds(), knownAt.ToMicroseconds(), default))!;

    private static async Task<TenantBook> SavedAsync(LedgerTenant t, TenantBook book)
    {
        await Eventually.HoldsAsync(
            async () =>
            {
                book = await Books.CatchUpAsync(t, book);
                await t.Host.Services.GetRequiredService<BookLoader>().ReviseAsync(book, default);
                await t.Host.Services.GetRequiredService<PastSnapshots>().SaveAsync(book, default);
                return book.Snapped.Rows == book.Rows;
            },
            "days are saved");
        return book;
    }

    private static async Task PublishPricesAsync(LedgerTenant t)
    {
        await ReferenceView.PublishAsync(t.Host.Database);
        for (var day = -65; day < 20; day++)
            foreach (var (asset, usd) in new[] { ("btc", 100 + day + 0.37m), ("eth", 100 + (day / 3m)), ("fiat:eur", 1.1m + (day / 1000m)) })
                await t.Host.Database.ExecuteAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"insert into marketdata.price values ('{asset}', 'day', '{LedgerTenant.Day.AddDays(day).UtcDateTime:u}', 'x', 1, 1, {usd}, now() - interval '5 minutes')"));
    }
}
