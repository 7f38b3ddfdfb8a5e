using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>An options account over real HTTP and WebSockets, compared with what the sandbox knows to be true.</summary>
public sealed class OptionTests(SandboxWorld world) : IClassFixture<SandboxWorld>
{
    private const string Venue = "deribit";

    private DateTimeOffset Now => world.Server.Clock.GetUtcNow();

    [Fact]
    public async Task The_whole_history_equals_the_truth_to_the_last_digit_and_can_be_replayed()
    {
        var connector = SandboxVenues.Find(Venue);
        await using var session = connector.Open(world.Credentials(Venue), world.Context(Venue));
        var import = new Import();
        world.Server.Sites[Venue].Knobs.Set(new KnobSettings { ShortPageRate = 1, ShortPageRows = 70 });

        await import.RunAsync(session, CancellationToken.None);

        world.Server.Sites[Venue].Knobs.Set(new KnobSettings());
        Assert.Empty(import.Pages.SelectMany(page => page.Mapped.Problems).Select(problem => $"{problem.Code} {problem.Detail}"));
        Assert.Equal(world.Movements(Venue), SandboxWorld.Movements(import));
        Assert.Equal(world.Totals(Venue), import.Totals());
        Assert.InRange(import.Transactions.Count, 300, 2_000);
        Assert.True(import.Pages.Any(page => page.Raw.Request.Contains("continuation", StringComparison.Ordinal)), "no page was continued");
        foreach (var page in import.Pages) Assert.Equal(page.Mapped.Transactions.Select(WholeText.Of), connector.Map(page.Raw.Endpoint, page.Raw.Body, page.Raw.Metadata).Transactions.Select(WholeText.Of));
    }

    [Fact]
    public async Task Balances_positions_margin_and_what_slopes_are_computed_from_equal_the_truth()
    {
        await using var session = SandboxVenues.Find(Venue).Open(world.Credentials(Venue), world.Context(Venue));

        var balances = (await session.FetchBalancesAsync(CancellationToken.None)).Value!.Balances;
        var page = (await ((IDerivativesSession)session).FetchDerivativesAsync(CancellationToken.None)).Value!;

        Assert.Equal(world.Totals(Venue), new SortedDictionary<string, string>(balances.ToDictionary(b => b.Symbol, b => b.Total.ToString()), StringComparer.Ordinal));
        var open = world.Server.World.Read(Venue, AccountNames.Main, b => b.Options.Open);
        Assert.NotEmpty(open);
        Assert.Equal(open.Select(p => p.Contract.Name), page.Positions.Select(p => p.Contract).Order(StringComparer.Ordinal));
        foreach (var p in open) Same(p, page.Positions.Single(d => d.Contract == p.Contract.Name));
        foreach (var asset in OptionMarket.Assets)
        {
            var (equity, maintenance) = world.Server.World.Read(Venue, AccountNames.Main, b => (b.Options.Equity(asset, Quote), b.Options.Maintenance(asset, Quote)));
            var told = page.Collateral.Single(c => c.Symbol == asset);
            Assert.Equal(((Quantity)equity, (Quantity)maintenance), (told.Equity!.Value, told.Maintenance!.Value));
        }
    }

    [Fact]
    public async Task Keys_are_told_apart_by_their_scope()
    {
        Assert.Equal("True False False ", await ProbeAsync(KeyNames.Read));
        Assert.Equal("True True False ", await ProbeAsync(KeyNames.Trade));
        Assert.Equal("True True True ", await ProbeAsync(KeyNames.Withdraw));
        Assert.Equal("False False False trade:read", await ProbeAsync(KeyNames.Limited));
        Assert.Equal("InvalidKey", await ProbeAsync(KeyNames.Revoked));
    }

    [Fact]
    public async Task A_key_that_is_revoked_has_no_positions()
    {
        await using var session = SandboxVenues.Find(Venue).Open(world.Credentials(Venue, KeyNames.Revoked), world.Context(Venue));

        Assert.False((await ((IDerivativesSession)session).FetchDerivativesAsync(CancellationToken.None)).Value!.IsThere);
    }

    [Fact]
    public async Task Marks_come_with_the_forward_and_the_volatility()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var contract = world.Server.World.Options.Listed(Now).First();
        await using var data = SandboxVenues.Find(Venue).OpenMarketData(world.Context(Venue));

        await foreach (var mark in ((IMarkPrices)data).StreamMarksAsync([contract.Name], deadline.Token))
        {
            var quote = Quote(contract);
            Assert.Equal((contract.Name, (Quantity)quote.Mark, (Quantity)quote.Forward, (Quantity)(quote.Volatility / 100)), (mark.Contract, mark.Mark, mark.UnderlyingPrice!.Value, mark.Volatility!.Value));
            return;
        }

        Assert.Fail("no mark came");
    }

    [Fact]
    public async Task Twenty_levels_of_the_book_are_told_and_are_whole_again_after_messages_came_in_the_wrong_order()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var contract = world.Server.World.Options.Listed(Now).ElementAt(60);
        var (bid, ask) = world.Server.World.Options.Book(contract, Now);
        await using var data = SandboxVenues.Find(Venue).OpenMarketData(world.Context(Venue));
        world.Server.Sites[Venue].Knobs.Set(new KnobSettings { ReorderRate = 0.3 });
        try
        {
            var (seen, holes, last) = (0, 0, 0L);
            await foreach (var book in ((IOrderBooks)data).StreamBooksAsync([contract.Name], deadline.Token))
            {
                if (last != 0 && book.ChangeId != last + 1) holes++;
                last = book.ChangeId;
                Assert.Equal((20, (Quantity)bid, (Quantity)ask), (book.Asks.Length, book.Bids[0].Price, book.Asks[0].Price));
                Assert.Equal(book.Asks.OrderBy(l => l.Price), book.Asks);
                if (++seen >= 5 && holes >= 2) break;
            }

            Assert.True(seen >= 5 && holes >= 2, $"{seen} books, {holes} holes");
        }
        finally
        {
            world.Server.Sites[Venue].Knobs.Set(new KnobSettings());
        }
    }

    [Fact]
    public async Task A_trade_is_said_on_the_private_stream_with_the_wallet_it_left()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var session = SandboxVenues.Find(Venue).Open(world.Credentials(Venue, KeyNames.Fresh), world.Context(Venue));
        var told = Task.Run(async () =>
        {
            await foreach (var heard in session.StreamAsync(deadline.Token))
                if (heard.PollStreams.Contains("transactions:BTC") && heard.Balances.Any(b => b.Symbol == "BTC")) return true;
            return false;
        });
        while (!told.IsCompleted)
        {
            world.Server.World.Credit(Venue, AccountNames.Fresh, "BTC", 1);
            await Task.WhenAny(told, Task.Delay(200, deadline.Token));
        }

        Assert.True(await told);
    }

    private OptionQuote Quote(OptionContract contract) => world.Server.World.Options.Quote(contract, Now);

    private void Same(OptionPosition truth, VenueDerivative read)
    {
        var quote = Quote(truth.Contract);
        Assert.Equal((DerivativeKind.Option, truth.Contract.Asset, truth.Contract.Asset, truth.Contract.Asset, false, false), (read.Kind, read.Underlying, read.Quote, read.Settle, read.IsInverse, read.IsIsolated));
        Assert.Equal(((Quantity)truth.Quantity, (Quantity)truth.Average, (Quantity)quote.Mark), (read.Quantity, read.Entry, read.Mark));
        Assert.Equal(new VenueOption(truth.Contract.IsCall, truth.Contract.Strike, truth.Contract.Expiry, quote.Forward, quote.Volatility / 100), read.Option);
    }

    private async Task<string> ProbeAsync(string name)
    {
        await using var session = SandboxVenues.Find(Venue).Open(world.Credentials(Venue, name), world.Context(Venue));
        var probe = await session.ProbeAsync(CancellationToken.None);
        return probe.IsOk ? $"{probe.Value.CanRead} {probe.Value.CanTrade} {probe.Value.CanWithdraw} {string.Join(' ', probe.Value.Missing)}" : ((VenueError)probe.Error).Type.ToString();
    }
}
