using System.Diagnostics;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Accounts;

/// <summary>The button that stops all keys of a tenant.</summary>
public sealed class PanicTests
{
    private const string Panic = "mutation ($input: DisableAllKeysInput!) { disableAllKeys(input: $input) { disabledKeys errors { code } } }";
    private static readonly string[] Venues = ["kraken", "binance", "bitfinex"];

    [Fact]
    public async Task All_sessions_and_sockets_end_within_two_seconds_and_start_again_one_by_one()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo(Venues), "--Demo=true", "--Ingestion:PublicData=false"]);
        foreach (var venue in Venues) await platform.StateAsync(venue, "live", TimeSpan.FromMinutes(3));
        Assert.All(Venues, v => Assert.True(exchange.Server.Sites[v].OpenSockets > 0));
        var viewer = new GraphQLViewer(platform.Services, DemoTenant.Tenant, "manager");
        var began = Stopwatch.GetTimestamp();
        Assert.Equal("""{"disableAllKeys":{"disabledKeys":3,"errors":[]}}""", (await viewer.DataAsync(Panic, new { input = new { idempotencyKey = "p", reason = "a laptop was stolen" } })).GetRawText());
        foreach (var venue in Venues) await platform.StateAsync(venue, "disabled", TimeSpan.FromSeconds(5));
        await Eventually.HoldsAsync(() => Venues.All(v => exchange.Server.Sites[v].OpenSockets == 0), "no socket is open");
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(4, await platform.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where action in ('key.disabled', 'keys.disabled')"));

        await ChangeAsync(viewer, "resumeAccount", "kraken");
        Assert.Equal("disabled", (await platform.AccountAsync("kraken"))?.State);
        Assert.Empty(await ChangeAsync(viewer, "enableKey", "kraken"));
        await platform.StateAsync("kraken", "live");
        Assert.Equal("disabled", (await platform.AccountAsync("binance"))?.State);
        Assert.Equal(["NOT_DISABLED"], await ChangeAsync(viewer, "enableKey", "kraken", "again"));
        Assert.Equal(0, exchange.Server.Sites["binance"].OpenSockets + exchange.Server.Sites["bitfinex"].OpenSockets);
    }

    private static async Task<string[]> ChangeAsync(GraphQLViewer viewer, string mutation, string venue, string key = "")
    {
        var answer = await viewer.DataAsync(
            $"mutation ($input: ChangeAccountInput!) {{ {mutation}(input: $input) {{ errors {{ code }} }} }}", new { input = new { idempotencyKey = mutation + venue + key, accountId = DemoTenant.Account(venue) } });
        return [.. answer.GetProperty(mutation).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()!)];
    }
}
