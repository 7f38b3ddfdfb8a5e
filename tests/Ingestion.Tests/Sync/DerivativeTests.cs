using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.PublicData;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Sync;

public sealed class DerivativeTests
{
    [Fact]
    public async Task Open_positions_are_told_with_the_balances_and_again_when_they_change_and_their_marks_are_passed_on()
    {
        await using var exchange = await Exchange.OpenAsync(origin: new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-5), TimeSpan.Zero), perpetuals: true);
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo("binance"), "--Ingestion:PollEvery=00:10:00"]);
        var marks = new ConcurrentDictionary<string, MarkValue>();
        await using var listening = await platform.Services.GetRequiredService<ILiveChannel>().SubscribeAsync(
            LiveTopics.Marks, bytes => Keep(marks, JsonSerializer.Deserialize(bytes.Span, LiveJson.Default.MarkValue)!), CancellationToken.None);

        await platform.StateAsync("binance", "live", TimeSpan.FromSeconds(120));

        var first = platform.Told.Of<DerivativesReported>().First();
        Assert.Equal(["BTCUSDT", "ETHUSDT", "SOLUSDT"], first.Positions.Select(p => p.Contract).Order(StringComparer.Ordinal));
        Assert.Equal(platform.Told.Of<BalancesReported>().First().Balances.Single(b => b.Wallet == "futures").Total, Assert.Single(first.Collateral).Wallet);
        await Eventually.HoldsAsync(() => marks.Keys.Order(StringComparer.Ordinal).SequenceEqual(["BTCUSDT", "ETHUSDT", "SOLUSDT"]), "marks of what is held", TimeSpan.FromSeconds(30));
        Assert.Contains(platform.Ledger("binance").Values, t => t.Kind == TransactionKind.Funding);

        Assert.True(first.Positions.Single(p => p.Underlying == "SOL").Quantity.TryToDecimal(out var held));
        Assert.True(exchange.Server.World.Trade("binance", AccountNames.Main, new PerpetualOrder("SOL/USDT", -held)));

        await Eventually.HoldsAsync(() => platform.Told.Of<DerivativesReported>().Last().Positions.Length == 2, "the closed position is gone", TimeSpan.FromSeconds(30));
        await Eventually.HoldsAsync(() => platform.Ledger("binance").Values.Any(t => t.Kind == TransactionKind.MarginResult), "its result is in the history", TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Order_books_of_what_is_held_are_passed_on_with_twenty_levels()
    {
        await using var exchange = await Exchange.OpenAsync(origin: new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-5), TimeSpan.Zero), options: true);
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo("deribit"), "--Ingestion:PollEvery=00:10:00"]);
        var books = new ConcurrentDictionary<string, BookValue>();
        await using var listening = await platform.Services.GetRequiredService<ILiveChannel>().SubscribeAsync(
            LiveTopics.Books, bytes => Keep(books, JsonSerializer.Deserialize(bytes.Span, LiveJson.Default.BookValue)!), CancellationToken.None);

        await Eventually.HoldsAsync(() => platform.Told.Of<DerivativesReported>().Any(r => !r.Positions.IsEmpty), "positions are told", TimeSpan.FromSeconds(120));

        var held = platform.Told.Of<DerivativesReported>().Last().Positions.Select(p => p.Contract).Order(StringComparer.Ordinal).ToArray();
        await Eventually.HoldsAsync(() => books.Keys.Order(StringComparer.Ordinal).SequenceEqual(held), "books of all that is held", TimeSpan.FromSeconds(30));
        Assert.All(books.Values, book => Assert.True(book.Asks.Length == 20 && book.Bids.All(b => b.Price < book.Asks[0].Price), book.Contract));
        Assert.Equal(Quantity.Parse("0.075"), platform.Told.Of<DerivativesReported>().Last().Collateral[0].SoldOptionShare);
    }

    [Fact]
    public async Task The_contracts_of_a_paused_account_are_listened_to_no_longer()
    {
        await using var exchange = await Exchange.OpenAsync(origin: new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-5), TimeSpan.Zero), perpetuals: true);
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo("bitfinex"), "--Ingestion:PollEvery=00:10:00"]);
        var held = platform.Services.GetRequiredService<HeldContracts>();
        await Eventually.HoldsAsync(() => held.Of("bitfinex").SequenceEqual(["tBTCF0:USTF0", "tETHF0:USTF0", "tSOLF0:USTF0"]), "what is held is listened to", TimeSpan.FromSeconds(120));

        await Eventually.HoldsAsync(() => platform.Told.Of<DerivativesReported>().Any(), "it is told", TimeSpan.FromSeconds(30));
        var account = platform.Told.Of<DerivativesReported>().First().Account;
        Assert.True((await platform.Http.PostAsync($"/api/accounts/{account}/pause", null)).IsSuccessStatusCode);

        await Eventually.HoldsAsync(() => held.Of("bitfinex").Count == 0, "nothing is listened to while it is paused", TimeSpan.FromSeconds(30));
    }

    private static void Keep(ConcurrentDictionary<string, BookValue> books, BookValue book) => books[book.Contract] = book;

    private static void Keep(ConcurrentDictionary<string, MarkValue> marks, MarkValue mark) => marks[mark.Contract] = mark;
}
