using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Edits;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Tests.Valuation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Past;

public sealed class PastPairTests
{
    private static readonly DateTimeOffset AsOf = LedgerTenant.Day.AddMinutes(100);

    [Fact]
    [Trait("Pain", "2")]
    public async Task A_past_pair_is_answered_by_the_same_bytes_whatever_is_imported_edited_linked_priced_or_moved_later()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ReferenceView.PublishAsync(t.Host.Database);
        await PriceAsync(t, 0, 1, "40");
        await t.RecordAsync(
            t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2")), LedgerTenant.Fact("w", 20, TransactionKind.Withdrawal, ("BTC", "-0.5")), LedgerTenant.Fact("x", 30, TransactionKind.Trade, ("BTC", "-1"), ("USD", "45"))),
            t.Page(t.Binance, LedgerTenant.Fact("a", 25, TransactionKind.Deposit, ("BTC", "0.5"))));
        await Eventually.HoldsAsync(async () => await t.CountAsync("price_fact", "usd is not null") > 0, "entries are priced");
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        var knownAt = DateTimeOffset.UtcNow;
        var before = await AnswerAsync(viewer, t, knownAt);
        Assert.Contains("\"quantity\":\"1\"", before, StringComparison.Ordinal);

        await ChangeEverythingAsync(t);
        Assert.Equal(before, await AnswerAsync(viewer, t, knownAt));
        Assert.NotEqual(before, await AnswerAsync(viewer, t, DateTimeOffset.UtcNow));
        Assert.NotEqual(before, await AnswerAsync(viewer, t, knownAt.AddDays(-1)));
    }

    [Fact]
    public async Task What_was_held_is_valued_at_the_closing_prices_that_were_known()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ReferenceView.PublishAsync(t.Host.Database);
        await PriceAsync(t, 60, 1, "100");
        await PriceAsync(t, 60, 2, "110", "now() - interval '3 minutes'");
        await PriceAsync(t, 120, 1, "900");
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"), ("ETH", "1"))));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        async Task<string> ThenAsync(string knownAt) => (await viewer.DataAsync(
            $"{{ portfolio(id: \"{t.All}\") {{ valuation(asOf: \"{AsOf:O}\"{knownAt}) {{ value currency unpricedCount asOf }} holdings(asOf: \"{AsOf:O}\"{knownAt}) {{ nodes {{ assetId price priceState priceAge value share }} }} }} }}")).GetProperty("portfolio").GetRawText();
        Assert.Equal(
            """{"valuation":{"value":"220","currency":"USD","unpricedCount":1,"asOf":"2026-03-02T10:40:00Z"},"holdings":{"nodes":[{"assetId":"btc","price":"110","priceState":"ok","priceAge":2400,"value":"220","share":"100"},{"assetId":"eth","price":null,"priceState":"NoDataAtTime","priceAge":null,"value":null,"share":null}]}}""",
            await ThenAsync(""));
        Assert.Equal("""{"valuation":{"value":"0","currency":"USD","unpricedCount":0,"asOf":"2026-03-02T10:40:00Z"},"holdings":{"nodes":[]}}""", await ThenAsync($", knownAt: \"{DateTimeOffset.UtcNow.AddMinutes(-10):O}\""));
    }

    [Fact]
    public async Task Snapshots_and_tails_answer_as_the_whole_ledger_does_before_and_after_changes_of_the_past()
    {
        await using var t = await LedgerTenant.StartAsync();
        var random = new Random(20261121);
        var known = new List<DateTimeOffset>();
        var book = new TenantBook(t.Tenant);
        for (var round = 0; round < 4; round++)
        {
            await AppendAsync(t, [.. Books.Facts(random, 700).Select(f => f with { NativeId = $"n{random.Next(2000)}" })]);
            await t.AnalyzeAsync();
            await Eventually.HoldsAsync(
                async () =>
                {
                    book = await Books.CatchUpAsync(t, book);
                    await t.Host.Services.GetRequiredService<BookLoader>().ReviseAsync(book, default);
                    await t.Host.Services.GetRequiredService<PastSnapshots>().SaveAsync(book, default);
                    return book.Snapped.Rows == book.Rows;
                },
                "snapshots are saved");
            known.Add(DateTimeOffset.UtcNow);
        }

        Assert.InRange(await t.CountAsync("position_past", "known_until is null"), 4, 60);
        Assert.InRange(await t.CountAsync("position_past", "known_until is not null"), 1, 240);
        var pairs = Enumerable.Range(0, 40).Select(_ => new PastPair(LedgerTenant.Day.AddMinutes(random.Next(-4100, 4100)), known[random.Next(known.Count)])).ToArray();
        var fast = await PrintAsync(t, pairs);
        await t.Host.Database.ExecuteAsync("delete from portfolio.position_past");
        Assert.Equal(await PrintAsync(t, pairs), fast);
        Assert.True(fast.Distinct().Count() > 30);
    }

    private static async Task ChangeEverythingAsync(LedgerTenant t)
    {
        var edits = t.Host.Services.GetRequiredService<LedgerEdits>();
        var (w, a) = (EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "w"), EntryDraft.IdOf(t.Tenant, t.Binance, "ledgers", "a"));
        await t.RecordAsync(
            t.Page(t.Kraken, LedgerTenant.Fact("late", 10, TransactionKind.Deposit, ("ETH", "7")), LedgerTenant.Fact("x", 31, TransactionKind.Trade, ("BTC", "-1.1"), ("USD", "46"))),
            t.Page(t.Binance, LedgerTenant.Fact("new", 500, TransactionKind.Deposit, ("BTC", "9"))));
        Assert.True((await edits.EditAsync(t.Tenant, t.Kraken, EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "d"), new EditRequest(LedgerTenant.Day.AddMinutes(-60), null, [new("BTC", "3", LegRole.Principal)], false, "me", "wrong"), default)).IsOk);
        Assert.True((await edits.DecideTransferAsync(t.Tenant, new TransferRequest(t.Kraken.Value, w, t.Binance.Value, a, "link", "me", "mine"), default)).IsOk);
        await PriceAsync(t, 0, 2, "41", "now()");
        await PriceAsync(t, 60, 1, "55", "now()");
        await t.PublishSystemAsync(new ReferencePricesRecorded([new("btc")], LedgerTenant.Day, LedgerTenant.Day.AddHours(1)));
        await t.PublishSystemAsync(LedgerTenant.Registry(2, new AssetAliasRow("kraken", "BTC", Instants.Earliest, new("btc-new"))));
        await t.PublishAsync(new AccountChanged(t.Tenant, t.Binance, default, "binance", "Binance", Removed: true));
        await t.QuietAsync();
        await Eventually.HoldsAsync(async () => await t.CountAsync("price_fact", "usd = 41") > 0, "prices are corrected");
    }

    private static Task PriceAsync(LedgerTenant t, int minutes, int version, string usd, string recorded = "now() - interval '5 minutes'") => t.Host.Database.ExecuteAsync(
        $"insert into marketdata.price values ('btc', 'hour', '{LedgerTenant.Day.AddMinutes(minutes).UtcDateTime:u}', 'x', {version}, 1, {usd}, {recorded})");

    private static async Task<string> AnswerAsync(GraphQLViewer viewer, LedgerTenant t, DateTimeOffset knownAt)
    {
        var pair = string.Create(CultureInfo.InvariantCulture, $"asOf: \"{AsOf:O}\", knownAt: \"{knownAt:O}\"");
        return (await viewer.DataAsync($$"""
            { portfolio(id: "{{t.All}}") {
              valuation({{pair}}) { value realised unrealised income fees unpricedCount staleCount complete }
              holdings({{pair}}) { nodes { assetId symbol quantity price priceState priceAge value cost realised unrealised share accountIds unknownBasis short } }
              positionsAsOf({{pair}}) { nodes { accountId assetId quantity cost realised } }
              assets: profitAndLoss(by: ASSET, {{pair}}) { nodes { key cost realised income fees value unrealised } }
              venues: profitAndLoss(by: VENUE, {{pair}}) { nodes { key cost realised value unrealised } }
              transactions({{pair}}) { nodes { id accountId time kind version edited legs { assetId amount } recordedAt } }
              some: transactions(filter: {kinds: [TRADE, DEPOSIT]}, order: OLDEST_FIRST, {{pair}}) { nodes { id } } } }
            """)).GetRawText();
    }

    private static async Task AppendAsync(LedgerTenant t, TransactionFact[] facts)
    {
        foreach (var page in facts.Chunk(200)) await t.RecordAsync(t.Page(t.Kraken, [.. page.DistinctBy(f => f.NativeId)]));
    }

    private static async Task<List<string>> PrintAsync(LedgerTenant t, PastPair[] pairs)
    {
        var printed = new List<string>();
        var past = t.Host.Services.GetRequiredService<PastPortfolios>();
        foreach (var pair in pairs) printed.Add($"{pair}\n{string.Join('\n', (await past.ReadAsync(t.Tenant, t.All, pair, default))!.Pools)}");
        return printed;
    }
}
