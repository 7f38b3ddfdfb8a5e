using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Valuation;

public sealed class ArrivalOrderTests
{
    private static readonly AssetId[] Priced = [new("btc"), new("eth"), new("usdt"), new("fiat:eur")];

    [Fact]
    [Trait("Pain", "37")]
    public async Task Whatever_order_candles_and_entries_come_in_cost_and_results_are_those_of_the_ordered_whole()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ReferenceView.PublishAsync(t.Host.Database);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Soak.Cases(10)), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => Holds(t, seed).GetAwaiter().GetResult()));
    }

    private static async Task<bool> Holds(LedgerTenant t, int seed)
    {
        var random = new Random(seed);
        var (facts, candles) = (Books.Facts(random, 25), Candles(random));
        var whole = await StateAsync(t, [.. candles.Select(c => new Step(c, Fact: null)), .. facts.Select(f => new Step(Candle: null, f))], _ => false);
        var steps = candles.Select(c => new Step(c, Fact: null)).Concat(facts.Select(f => new Step(Candle: null, f))).ToArray();
        random.Shuffle(steps);
        return whole.SequenceEqual(await StateAsync(t, steps, _ => random.Next(4) == 0));
    }

    private sealed record Step(PriceRow? Candle, TransactionFact? Fact);

    private static PriceRow[] Candles(Random random) => [.. Enumerable.Range(0, 60).Select(i =>
    {
        var daily = random.Next(3) == 0;
        var hours = random.Next(-70, 70);
        var at = daily ? new DateTimeOffset(LedgerTenant.Day.AddHours(hours).Date, TimeSpan.Zero) : LedgerTenant.Day.AddHours(hours);
        return new PriceRow(Priced[random.Next(Priced.Length)], daily ? "day" : "hour", at, $"s{random.Next(3)}", i, random.Next(1, 3), $"{random.Next(1, 50_000)}.{random.Next(100)}");
    })];

    /// <summary>A tenant of its own goes the steps one by one; now and then its books look what is new.</summary>
    private static async Task<List<string>> StateAsync(LedgerTenant t, IReadOnlyList<Step> steps, Func<Step, bool> looks)
    {
        await t.Host.Database.ExecuteAsync("truncate marketdata.price");
        var book = new TenantBook(await Books.TenantAsync(t));
        var loader = t.Host.Services.GetRequiredService<BookLoader>();
        foreach (var step in steps)
        {
            if (step.Candle is { } candle) await TellAsync(t, candle);
            if (step.Fact is { } fact) await Books.RecordAsync(t, book.Tenant, fact);
            if (!looks(step)) continue;
            book = await Books.CatchUpAsync(t, book);
            await loader.ReviseAsync(book, default);
            book.Settle();
        }

        book = await Books.CatchUpAsync(t, book);
        await loader.ReviseAsync(book, default);
        book.Settle();
        return [.. Books.Print(book)];
    }

    private static async Task TellAsync(LedgerTenant t, PriceRow row)
    {
        await ReferenceView.AddAsync(t.Host.Database, row);
        await using var transaction = await t.Host.Transactions.BeginSystemAsync(default);
        await PriceNewsSql.TellAsync(transaction, [row.Asset], row.At, row.At, default);
        await transaction.CommitAsync(default);
    }
}
