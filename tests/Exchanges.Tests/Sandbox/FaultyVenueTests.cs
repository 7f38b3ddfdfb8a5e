using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>A venue that goes on misbehaving.</summary>
public sealed class FaultyVenueTests(SandboxWorld world) : IClassFixture<SandboxWorld>, IDisposable
{
    public static TheoryData<string> Venues => ["kraken", "binance"];

    public void Dispose()
    {
        foreach (var site in world.Server.Sites.Values) site.Knobs.Set(new KnobSettings());
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
}
