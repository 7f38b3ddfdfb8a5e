using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>The same whole import while the venue misbehaves.</summary>
public sealed class FaultyVenueTests(SandboxWorld world) : IClassFixture<SandboxWorld>, IDisposable
{
    public static TheoryData<string> Venues => ["kraken", "binance"];

    public void Dispose()
    {
        foreach (var site in world.Server.Sites.Values) site.Knobs.Set(new KnobSettings());
    }

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "24")]
    public async Task Pages_shorter_than_promised_lose_nothing(string venue)
    {
        world.Server.Sites[venue].Knobs.Set(new KnobSettings { ShortPageRate = 0.3 });

        var import = await ImportAsync(venue);

        Assert.Equal(world.Movements(venue), SandboxWorld.Movements(import));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "23")]
    public async Task Errors_and_broken_bodies_lose_nothing(string venue)
    {
        world.Server.Sites[venue].Knobs.Set(new KnobSettings { ErrorRate = 0.1, TruncatedRate = 0.05, MalformedRate = 0.05 });

        var import = await ImportAsync(venue);

        Assert.Equal(world.Movements(venue), SandboxWorld.Movements(import));
        Assert.Equal(world.Totals(venue), import.Totals());
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_page_that_stays_broken_is_handed_on_raw_and_the_cursor_stays(string venue)
    {
        var stream = venue == "kraken" ? "ledgers" : "deposits";
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue));
        var first = (await session.FetchPageAsync(stream, null, CancellationToken.None)).Value!;
        world.Server.Sites[venue].Knobs.Set(new KnobSettings { MalformedRate = 1 });

        var broken = (await session.FetchPageAsync(stream, first.Cursor, CancellationToken.None)).Value!;

        Assert.Equal(first.Cursor, broken.Cursor);
        Assert.Equal("page-unreadable", Assert.Single(broken.Mapped.Problems).Code);
        Assert.NotEqual(0, broken.Raw.Body.Length);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "25")]
    public async Task A_clock_two_minutes_off_is_measured_and_signed_with(string venue)
    {
        world.Server.Sites[venue].Knobs.Set(new KnobSettings { ClockSkewSeconds = 120 });
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue));

        Assert.True((await session.FetchBalancesAsync(CancellationToken.None)).IsOk);

        world.Server.Sites[venue].Knobs.Set(new KnobSettings { ClockSkewSeconds = -120 });
        Assert.True((await session.FetchBalancesAsync(CancellationToken.None)).IsOk);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_dark_venue_is_unavailable(string venue)
    {
        world.Server.Sites[venue].Knobs.Set(new KnobSettings { DarkSeconds = 3600 });
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue));

        var answer = await session.FetchBalancesAsync(CancellationToken.None);

        Assert.Equal(VenueErrorType.Unavailable, Assert.IsType<VenueError>(answer.Error).Type);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "22")]
    public async Task A_ban_is_told_with_its_end(string venue)
    {
        world.Server.Sites[venue].Knobs.Set(new KnobSettings { BanSeconds = 1200 });
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue));

        var error = Assert.IsType<VenueError>((await session.FetchBalancesAsync(CancellationToken.None)).Error);

        Assert.Contains(error.Type, new[] { VenueErrorType.Banned, VenueErrorType.RateLimited });
        Assert.True(error.RetryAfter > TimeSpan.FromMinutes(2), error.RetryAfter.ToString());
    }

    private async Task<Import> ImportAsync(string venue)
    {
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue));
        var import = new Import();
        await import.RunAsync(session, CancellationToken.None);
        return import;
    }
}
