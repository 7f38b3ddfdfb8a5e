using System.Net.Http.Json;
using PortfolioPlatform.Exchanges.Tests.Kit;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>A code that no table has, at every venue.</summary>
public sealed class UnknownAssetTests(SandboxWorld world) : IClassFixture<SandboxWorld>
{
    public static TheoryData<string> Venues => [.. SandboxVenues.Names];

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "26")]
    public async Task A_code_nobody_knows_is_kept_under_its_name_in_history_and_balances_and_nothing_else_is_lost(string venue)
    {
        var code = $"FREE{venue[..3].ToUpperInvariant()}";
        using var control = new HttpClient { BaseAddress = world.Server.Control };
        (await control.PostAsJsonAsync($"knobs/{venue}", new { unknownAsset = code })).EnsureSuccessStatusCode();
        (await control.PostAsJsonAsync("clock", new { advanceSeconds = 60 })).EnsureSuccessStatusCode();
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue));
        var import = new Import();

        await import.RunAsync(session, CancellationToken.None);

        Assert.Equal(world.Movements(venue), SandboxWorld.Movements(import));
        var told = Assert.Single(import.Transactions.Values, row => row.Legs.Any(leg => leg.Symbol == code));
        Assert.Equal("1", Assert.Single(told.Legs).Amount.ToString());
        var balances = await session.FetchBalancesAsync(CancellationToken.None);
        Assert.Equal("1", Assert.Single(balances.Value!.Balances, balance => balance.Symbol == code).Total.ToString());
    }
}
