using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>What the probe says about each kind of key.</summary>
public sealed class KeyTests(SandboxWorld world) : IClassFixture<SandboxWorld>
{
    [Theory]
    [InlineData("kraken", KeyNames.Read, true, false, false)]
    [InlineData("kraken", KeyNames.Trade, true, true, false)]
    [InlineData("kraken", KeyNames.Withdraw, true, true, true)]
    [InlineData("binance", KeyNames.Read, true, false, false)]
    [InlineData("binance", KeyNames.Withdraw, true, true, true)]
    [Trait("Pain", "49")]
    public async Task The_probe_tells_what_a_key_may_do(string venue, string key, bool read, bool trade, bool withdraw)
    {
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue, key), world.Context(venue));

        var told = (await session.ProbeAsync(CancellationToken.None)).Value!;

        Assert.Equal((read, trade, withdraw), (told.CanRead, told.CanTrade, told.CanWithdraw));
        Assert.Empty(told.Missing);
        Assert.Null(told.Expires);
    }

    [Fact]
    public async Task A_key_without_history_says_what_is_missing()
    {
        await using var session = SandboxVenues.Find("kraken").Open(world.Credentials("kraken", KeyNames.Limited), world.Context("kraken"));

        var told = (await session.ProbeAsync(CancellationToken.None)).Value!;
        var page = await session.FetchPageAsync("ledgers", null, CancellationToken.None);

        Assert.Equal(["Data: Query ledger entries", "Orders and trades: Query closed orders & trades"], told.Missing.AsEnumerable());
        Assert.Empty(told.Missing.Except(SandboxVenues.Find("kraken").KeyGuide.Needed));
        Assert.Equal(VenueErrorType.PermissionDenied, Assert.IsType<VenueError>(page.Error).Type);
    }

    [Theory]
    [InlineData("kraken")]
    [InlineData("binance")]
    public async Task A_revoked_key_is_an_invalid_key(string venue)
    {
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue, KeyNames.Revoked), world.Context(venue));

        var answer = await session.ProbeAsync(CancellationToken.None);

        Assert.Equal(VenueErrorType.InvalidKey, Assert.IsType<VenueError>(answer.Error).Type);
    }

    [Theory]
    [InlineData("kraken", VenueErrorType.InvalidSignature)]
    [InlineData("binance", VenueErrorType.InvalidSignature)]
    public async Task A_wrong_secret_is_an_invalid_signature(string venue, VenueErrorType expected)
    {
        var wrong = world.Credentials(venue) with { Secret = new Kernel.Secret("d3Jvbmctc2VjcmV0LXdyb25nLXNlY3JldA==") };
        await using var session = SandboxVenues.Find(venue).Open(wrong, world.Context(venue));

        var answer = await session.ProbeAsync(CancellationToken.None);

        Assert.Equal(expected, Assert.IsType<VenueError>(answer.Error).Type);
    }
}
