using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Movements;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tests.Valuation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Past;

public sealed class MovedSumsTests
{
    private static readonly AssetId[] Currencies = [new("fiat:usd"), new("fiat:eur")];

    [Fact]
    public async Task What_moved_is_the_same_from_stored_sums_as_leg_by_leg_before_and_after_changes_of_the_past()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ReferenceView.PublishAsync(t.Host.Database);
        await ReferenceView.AddAsync(t.Host.Database, [.. Enumerable.Range(-4, 9).SelectMany(Prices)]);
        var random = new Random(20261122);
        var book = new TenantBook(t.Tenant);
        for (var round = 0; round < 3; round++)
        {
            foreach (var page in Books.Facts(random, 600).Select(f => f with { NativeId = $"n{random.Next(1500)}" }).Chunk(200)) await t.RecordAsync(t.Page(t.Kraken, [.. page.DistinctBy(f => f.NativeId)]));
            await t.RecordAsync(t.Page(t.Binance, [.. Books.Facts(random, 200).Select(f => f with { NativeId = $"{round} {f.NativeId}" })]));
            book = await Books.CatchUpAsync(t, book); // every entry has its price from now on
            await t.AnalyzeAsync();
            await CompareAsync(t, random, round > 0);
            await Eventually.HoldsAsync(
                async () =>
                {
                    book = await Books.CatchUpAsync(t, book);
                    await t.Host.Services.GetRequiredService<BookLoader>().ReviseAsync(book, default);
                    await t.Host.Services.GetRequiredService<PastSnapshots>().SaveAsync(book, default);
                    return book.Snapped.Rows == book.Rows;
                },
                "sums are saved");
            Assert.InRange(await t.CountAsync("movement_past"), 4, 30);
            await CompareAsync(t, random, true);
        }
    }

    private static PriceRow[] Prices(int day)
    {
        PriceRow Row(string asset, string usd) => new(new(asset), "day", LedgerTenant.Day.AddDays(day), "x", 1, 1, usd);
        PriceRow[] always = [Row("btc", $"{100 + day}.37"), Row("eth", $"{10 + day}.011"), Row("fiat:eur", $"1.{11 + day}")];
        return day < 1 ? always : [.. always, Row("usdt", "0.999")];
    }

    private static async Task CompareAsync(LedgerTenant t, Random random, bool some)
    {
        var (reader, registry, compared) = (new MovedReader(), t.Host.Services.GetRequiredService<AssetRegistryCopy>(), 0);
        for (var i = 0; i < 30; i++)
        {
            var (from, length) = (LedgerTenant.Day.AddMinutes(random.Next(-4100, 4000)), random.Next(1, 6000));
            Guid[] accounts = random.Next(3) switch { 0 => [t.Kraken.Value], 1 => [t.Binance.Value], _ => [t.Kraken.Value, t.Binance.Value] };
            var question = new MovementQuestion(t.All, accounts, Currencies[i % 2], from, from.AddMinutes(length), null, new Dictionary<AssetId, Quantity>());
            var (fast, slow) = await t.InTransactionAsync(async transaction => (
                await reader.ReadAsync(transaction, question, (await registry.ReadAsync(transaction, default)).Version, default),
                await MovementSql.MovedAsync(transaction, question.Accounts, question.From, question.To, question.Currency, default)));
            Assert.Equal(Sorted(slow), Sorted(fast));
            compared += slow.Count;
        }

        Assert.True(compared > 0 || !some);
    }

    private static IEnumerable<MovedLegs> Sorted(IEnumerable<MovedLegs> legs) => legs.Where(l => !l.Sum.IsZero).OrderBy(l => (l.Asset, l.Kind, l.Role));
}
