using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken;

namespace PortfolioPlatform.Exchanges.Tests.Kraken;

public sealed class KrakenProbeTests
{
    // The second is the venue's own example.
    [Theory]
    [InlineData("""{"api_key_name":"platform","nonce":"1","nonce_window":0,"permissions":[PERMISSIONS],"valid_until":"1800000000","query_from":"FROM","query_to":"0","ip_allowlist":[],"last_used":"1"}""")]
    [InlineData("""{"apiKeyName":"platform","nonce":"1","nonceWindow":0,"permissions":[PERMISSIONS],"validUntil":"1800000000","queryFrom":"FROM","queryTo":"0","createdTime":"1","ipAllowlist":[],"lastUsed":"1"}""")]
    [Trait("Pain", "49")]
    public async Task The_probe_tells_rights_limits_and_the_end_of_a_key_in_either_spelling(string told)
    {
        foreach (var (from, missing) in new[] { ("0", 0), ("1700000000", 1) })
        {
            await using var venue = await ScriptedVenue.StartAsync();
            var result = told.Replace("PERMISSIONS", "\"query-funds\",\"query-closed-trades\",\"query-open-trades\",\"query-ledger\",\"create-ws-token\"", StringComparison.Ordinal).Replace("FROM", from, StringComparison.Ordinal);
            venue.OnCall = (_, _) => new Answer($$"""{"error":[],"result":{{result}}}""");
            await using var session = new KrakenConnector().Open(new VenueCredentials("test-key", new Secret(Convert.ToBase64String(new byte[64]))), venue.Context(new ManualClock { JumpsToTimers = true }));

            var permissions = (await session.ProbeAsync(CancellationToken.None)).Value!;

            Assert.Equal((true, false, false, missing), (permissions.CanRead, permissions.CanTrade, permissions.CanWithdraw, permissions.Missing.Length));
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), permissions.Expires);
        }
    }
}
