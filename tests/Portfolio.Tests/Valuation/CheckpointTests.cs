using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Valuation;

public sealed class CheckpointTests
{
    [Fact]
    public async Task Books_continued_from_a_checkpoint_are_those_of_the_whole_ledger()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ReferenceView.PublishAsync(t.Host.Database);
        await ReferenceView.AddAsync(t.Host.Database, [.. Enumerable.Range(-5, 10).SelectMany(d => new[] { "btc", "eth", "fiat:eur" }.Select(a => new PriceRow(new(a), "day", LedgerTenant.Day.AddHours(-9).AddDays(d), "x", 1, 1, $"{100 + d}.5")))]);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Soak.Cases(12)), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => ContinuesAsync(t, new Random(seed)).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task A_late_entry_below_the_checkpoint_asks_for_the_whole_ledger()
    {
        await using var t = await LedgerTenant.StartAsync();
        var tenant = await SavedAsync(t);
        await Books.RecordAsync(t, tenant, LedgerTenant.Fact("late", -9000, TransactionKind.Deposit, ("BTC", "5")));
        var book = new TenantBook(tenant);
        Assert.NotNull(await t.Host.Services.GetRequiredService<BookLoader>().CatchUpAsync(book, default));
        Assert.True(book.NeedsHistory);
    }

    [Fact]
    public async Task An_edit_and_a_later_version_of_what_is_below_the_checkpoint_ask_for_the_whole_ledger()
    {
        await using var t = await LedgerTenant.StartAsync();
        var tenant = await SavedAsync(t);
        await Books.RecordAsync(t, tenant, LedgerTenant.Fact("old", 9000, TransactionKind.Deposit, ("BTC", "3")));
        var book = new TenantBook(tenant);
        await t.Host.Services.GetRequiredService<BookLoader>().CatchUpAsync(book, default);
        Assert.True(book.NeedsHistory);
    }

    [Theory]
    [InlineData("update portfolio.position_checkpoint set body = left(body, length(body) - 9)")]
    [InlineData("update portfolio.position_checkpoint set body = replace(body, '1', '2')")]
    [InlineData("update portfolio.ledger_entry set hash = sha256(hash) where number = (select max(number) from portfolio.ledger_entry)")]
    [InlineData("update portfolio.asset_registry set version = version + 1, body = replace(body, '\"version\":1', '\"version\":2')")]
    public async Task A_checkpoint_that_is_torn_or_of_another_chain_or_registry_is_not_used(string damage)
    {
        await using var t = await LedgerTenant.StartAsync();
        var tenant = await SavedAsync(t);
        await t.Host.Database.ExecuteAsync(damage);
        Assert.Null(await t.Host.Services.GetRequiredService<BookLoader>().CatchUpAsync(new TenantBook(tenant), default));
    }

    [Fact]
    public async Task A_checkpoint_of_other_rules_is_not_used()
    {
        await using var t = await LedgerTenant.StartAsync();
        var tenant = await SavedAsync(t);
        await using (var transaction = await t.Host.Transactions.BeginAsync(tenant, default))
        {
            var saved = await CheckpointSql.ReadAsync(transaction, default);
            await CheckpointSql.WriteAsync(transaction, saved! with { Format = 0 }, LedgerTenant.Day, default);
            await transaction.CommitAsync(default);
        }

        Assert.Null(await t.Host.Services.GetRequiredService<BookLoader>().CatchUpAsync(new TenantBook(tenant), default));
    }

    [Fact]
    public async Task A_price_that_changes_what_a_checkpoint_has_folded_in_drops_it()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ReferenceView.PublishAsync(t.Host.Database);
        var tenant = await SavedAsync(t);
        var book = new TenantBook(tenant);
        var loader = t.Host.Services.GetRequiredService<BookLoader>();
        await loader.CatchUpAsync(book, default);
        await ReferenceView.AddAsync(t.Host.Database, new PriceRow(new("btc"), "day", LedgerTenant.Day.AddHours(-9).AddDays(-3), "x", 1, 1, "70"));
        await using (var transaction = await t.Host.Transactions.BeginSystemAsync(default))
        {
            await PriceNewsSql.TellAsync(transaction, [new("btc")], LedgerTenant.Day.AddDays(-4), LedgerTenant.Day.AddDays(-3), default);
            await transaction.CommitAsync(default);
        }

        await loader.ReviseAsync(book, default);
        Assert.True(book.NeedsHistory);
        Assert.Null(await loader.CatchUpAsync(new TenantBook(tenant), default));
        Assert.Equal("70", (await loader.ReadWholeAsync(tenant, default)).In(PriceQuestion.Dollar)[new(t.Kraken, new("btc"))].Cost.ToString());
    }

    [Fact]
    public async Task A_host_that_stops_leaves_a_checkpoint_and_the_next_one_shows_the_same()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("USD", "500")), LedgerTenant.Fact("b", 1, TransactionKind.Trade, ("BTC", "1"), ("USD", "-100"))));
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("cost").GetString() == "100", "the trade");
        await t.Host.DisposeAsync();
        Assert.Equal(1, await t.CountAsync("position_checkpoint"));
        await using var again = await PortfolioPlatform.Testing.PlatformTestHost.StartAsync([new PortfolioModule()], t.Host.Database);
        await LedgerTenant.SeesAsync(again, t.Tenant, t.All, "position:btc", p => p.GetProperty("cost").GetString() == "100" && p.GetProperty("quantity").GetString() == "1", "the same position");
        await LedgerTenant.SeesAsync(again, t.Tenant, t.All, "position:fiat:usd", p => p.GetProperty("quantity").GetString() == "400", "the same money");
    }

    private static async Task<bool> ContinuesAsync(LedgerTenant t, Random random)
    {
        var (tenant, facts) = (await Books.TenantAsync(t), Books.Facts(random, 60));
        var known = random.Next(1, facts.Length);
        await Books.RecordAsync(t, tenant, facts[..known]);
        var loader = t.Host.Services.GetRequiredService<BookLoader>();
        if (!await t.Host.Services.GetRequiredService<BookCheckpoints>().SaveAsync(await loader.ReadWholeAsync(tenant, default), LedgerTenant.Day.AddMinutes(random.Next(-1000, 7000)), default)) return false;
        await Books.RecordAsync(t, tenant, facts[known..]);
        var continued = await Books.CatchUpAsync(t, new TenantBook(tenant));
        return Books.Print(await loader.ReadWholeAsync(tenant, default)).SequenceEqual(Books.Print(continued));
    }

    /// <summary>A tenant with one old and one recent deposit and a checkpoint between them.</summary>
    private static async Task<TenantId> SavedAsync(LedgerTenant t)
    {
        var tenant = await Books.TenantAsync(t);
        await Books.RecordAsync(t, tenant, LedgerTenant.Fact("old", -4000, TransactionKind.Deposit, ("BTC", "1")), LedgerTenant.Fact("new", 4000, TransactionKind.Deposit, ("ETH", "1")));
        var whole = await t.Host.Services.GetRequiredService<BookLoader>().ReadWholeAsync(tenant, default);
        Assert.True(await t.Host.Services.GetRequiredService<BookCheckpoints>().SaveAsync(whole, LedgerTenant.Day.AddDays(2), default));
        Assert.NotNull(await t.Host.Services.GetRequiredService<BookLoader>().CatchUpAsync(new TenantBook(tenant), default));
        return tenant;
    }
}
