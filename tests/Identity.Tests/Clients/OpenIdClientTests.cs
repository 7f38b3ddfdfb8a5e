using System.Text.Json;
using PortfolioPlatform.Identity.Tests.Tokens;

namespace PortfolioPlatform.Identity.Tests.Clients;

/// <summary>The certified client openid-client, unchanged, against the whole product.</summary>
public sealed class OpenIdClientTests
{
    [Fact]
    public async Task It_discovers_signs_in_every_way_asks_listens_introspects_and_revokes()
    {
        await using var host = await MachineHost.StartAsync();
        Signer[] signers = [new("ES256"), new("RS256"), new("PS256")];
        var clients = new List<object>();
        foreach (var name in (string[])["basic", "post"])
        {
            var client = await host.CreateAsync(MachineHost.A, new { name });
            clients.Add(new { name, id = client.ClientId, secret = client.Secret });
        }
        foreach (var signer in signers)
        {
            var client = await host.CreateAsync(MachineHost.A, new { name = signer.Algorithm, keys = signer.KeySet });
            clients.Add(new { name = signer.Algorithm, id = client.ClientId, algorithm = signer.Algorithm, key = signer.PrivateKey() });
        }
        var job = JsonSerializer.Serialize(new { issuer = host.Url, subscription = "subscription { onPrices { assetId } }", clients });
        var said = JsonDocument.Parse(await Npm.Judge.RunAsync("machine.mjs", job)).RootElement;
        foreach (var signer in signers) signer.Dispose();
        foreach (var name in (string[])["basic", "post", "ES256", "RS256", "PS256"])
            Assert.Equal("""{"type":"bearer","expires":900,"scope":"read read-schema","data":true}""", said.GetProperty("tokens").GetProperty(name).GetRawText());
        Assert.Equal("read", said.GetProperty("narrow").GetString());
        Assert.Equal("""{"error":"invalid_scope","status":400}""", said.GetProperty("wrongScope").GetRawText());
        Assert.Equal(401, said.GetProperty("wrongSecret").GetProperty("status").GetInt32());
        Assert.True(said.GetProperty("introspected").GetProperty("active").GetBoolean());
        Assert.Equal(("subscribed", 200), (said.GetProperty("feed").GetString(), said.GetProperty("sse").GetInt32()));
        AssertRevoked(said);
    }

    private static void AssertRevoked(JsonElement said)
    {
        var after = said.GetProperty("afterRevocation");
        Assert.Equal((401, "Bearer error=\"invalid_token\""), (after.GetProperty("status").GetInt32(), after.GetProperty("challenge").GetString()));
        foreach (var road in after.GetProperty("milliseconds").EnumerateObject()) Assert.True(road.Value.GetInt32() <= 1000, $"{road.Name}: {road.Value} ms");
        Assert.Equal(401, said.GetProperty("feedAfter").GetInt32());
        Assert.Equal("""{"active":false}""", said.GetProperty("introspectedAfter").GetRawText());
        Assert.Equal(200, said.GetProperty("otherTokenStillCounts").GetInt32());
    }
}
