using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>Perpetual positions over real HTTP and WebSockets, compared with what the sandbox knows to be true.</summary>
public sealed class DerivativeTests(SandboxWorld world) : IClassFixture<SandboxWorld>
{
    private const string Venue = "binance";

    public static TheoryData<string> Venues => ["binance", "bitfinex"];

    [Fact]
    public async Task Bitfinex_lists_fills_of_derivatives_among_trades_and_what_they_cost_and_brought_is_booked_once_by_its_ledger()
    {
        await using var session = SandboxVenues.Find("bitfinex").Open(world.Credentials("bitfinex"), world.Context("bitfinex"));
        var import = new Import();

        await import.RunAsync(session, CancellationToken.None);

        var fills = world.Server.World.Read("bitfinex", AccountNames.Main, b => b.Events.Where(e => e is { Kind: EconomicKind.PerpetualFee, Perpetual.TradeId: not null }).Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Perpetual!.TradeId} t{e.Perpetual.Contract.Market.Base}F0:USTF0")).ToArray());
        var rows = import.Pages.Where(page => page.Raw.Endpoint.Contains("trades", StringComparison.Ordinal)).SelectMany(page => JsonElement.Parse(page.Raw.Body.Span).EnumerateArray()).Where(row => row[1].GetString()!.Contains("F0:", StringComparison.Ordinal)).ToArray();
        Assert.InRange(fills.Length, 3, 1_000);
        Assert.Equal(fills.Order(StringComparer.Ordinal), rows.Select(row => $"{row[0].GetRawText()} {row[1].GetString()}").Distinct().Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal("MARKET", row[6].GetString()));
        Assert.Empty(import.Pages.SelectMany(page => page.Mapped.Problems).Select(problem => $"{problem.Code} {problem.Detail}"));
        Assert.Equal(world.Totals("bitfinex"), import.Totals());
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Positions_margin_and_steps_equal_the_truth(string venue)
    {
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue));

        var page = (await ((IDerivativesSession)session).FetchDerivativesAsync(CancellationToken.None)).Value!;

        var (open, wallet, cross) = world.Server.World.Read(venue, AccountNames.Main, b => (b.Perpetuals.Open, b.Perpetuals.Wallet, b.Perpetuals.CrossWallet));
        Assert.Equal(3, open.Count);
        Assert.Equal(open.Select(p => Contract(venue, p.Contract.Market.Base)), page.Positions.Select(p => p.Contract).Order(StringComparer.Ordinal));
        foreach (var p in open) Same(venue, p, page.Positions.Single(d => d.Underlying == p.Contract.Market.Base));
        Assert.Equal(new VenueCollateral("USDT", wallet, cross), Assert.Single(page.Collateral));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_key_that_may_not_see_futures_has_none(string venue)
    {
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue, KeyNames.Revoked), world.Context(venue));

        var page = (await ((IDerivativesSession)session).FetchDerivativesAsync(CancellationToken.None)).Value!;

        Assert.False(page.IsThere);
        Assert.Empty(page.Positions);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task An_account_without_positions_has_an_empty_page(string venue)
    {
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue, KeyNames.Fresh), world.Context(venue));

        var page = (await ((IDerivativesSession)session).FetchDerivativesAsync(CancellationToken.None)).Value!;

        Assert.True(page.IsThere);
        Assert.Empty(page.Positions);
        Assert.Empty(page.Collateral);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Marks_are_streamed_for_the_contracts_asked_for(string venue)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var data = SandboxVenues.Find(venue).OpenMarketData(world.Context(venue));
        var (seen, bitcoin) = (new Dictionary<string, MarkTick>(), Contract(venue, "BTC"));
        await foreach (var mark in ((IMarkPrices)data).StreamMarksAsync([bitcoin, Contract(venue, "SOL")], deadline.Token))
        {
            seen[mark.Contract] = mark;
            if (seen.Count == 2) break;
        }

        var now = world.Server.Clock.GetUtcNow();
        var contract = world.Server.World.Read(venue, AccountNames.Main, b => b.Profile.Perpetuals.Single(c => c.Name == "BTC/USDT"));
        Assert.Equal((Quantity)world.Server.World.Prices.Mark(contract.Market, now), seen[bitcoin].Mark);
        Assert.Equal(PerpetualContract.NextFunding(now), seen[bitcoin].NextFunding);
        Assert.NotNull(seen[bitcoin].FundingRate);
    }

    [Fact]
    public async Task What_moves_the_futures_wallet_is_said_on_the_private_stream()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var session = SandboxVenues.Find(Venue).Open(world.Credentials(Venue, KeyNames.Fresh), world.Context(Venue));
        Assert.True((await session.FetchBalancesAsync(deadline.Token)).IsOk);
        var told = Task.Run(async () =>
        {
            await foreach (var heard in session.StreamAsync(deadline.Token))
                if (heard.PollStreams.Contains("futuresIncome")) return true;
            return false;
        });
        while (!told.IsCompleted)
        {
            world.Server.World.Credit(Venue, AccountNames.Fresh, "USDT", 10);
            Assert.True(world.Server.World.Move(Venue, AccountNames.Fresh, 10));
            Assert.True(world.Server.World.Move(Venue, AccountNames.Fresh, -10));
            await Task.WhenAny(told, Task.Delay(200, deadline.Token));
        }

        Assert.True(await told);
    }

    private static string Contract(string venue, string coin) => venue == "binance" ? coin + "USDT" : $"t{coin}F0:USTF0";

    private void Same(string venue, PerpetualPosition truth, VenueDerivative read)
    {
        var mark = world.Server.World.Prices.Mark(truth.Contract.Market, world.Server.Clock.GetUtcNow());
        Assert.Equal((DerivativeKind.Perpetual, "USDT", "USDT", false), (read.Kind, read.Quote, read.Settle, read.IsInverse));
        Assert.Equal(((Quantity)truth.Quantity, (Quantity)truth.Entry, (Quantity)mark), (read.Quantity, read.Entry, read.Mark));
        Assert.Equal(((Quantity)truth.Leverage, truth.IsIsolated, (Quantity)truth.IsolatedWallet), (read.Leverage!.Value, read.IsIsolated, read.IsolatedWallet));
        Assert.Equal(venue == "binance" ? (Quantity)truth.Contract.Market.Tick : null, read.PriceStep);
        Assert.Equal(truth.Contract.Tiers.Select(t => new VenueMarginTier(t.Floor, t.Rate, t.Deduction)), read.Tiers);
        var price = world.Server.World.Read(venue, AccountNames.Main, b => b.Perpetuals.GroupOf(truth, c => world.Server.World.Prices.Mark(c.Market, world.Server.Clock.GetUtcNow())).LiquidationPrice(truth));
        Assert.Equal(price == 0 ? null : (Quantity)price, read.LiquidationPrice);
        Assert.Equal(truth.Updated, read.Updated);
    }
}
