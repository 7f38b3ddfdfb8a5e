using System.Net;
using System.Text;
using PortfolioPlatform.Identity.Tests.Tokens;
using PortfolioPlatform.Identity.Tokens;

namespace PortfolioPlatform.Identity.Tests.Clients;

public sealed class SecretsInLogsTests
{
    [Fact]
    public async Task No_secret_token_or_assertion_is_logged_in_any_spelling()
    {
        await using var host = await MachineHost.StartAsync("--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:Npgsql=Trace");
        using var signer = new Signer("ES256");
        var (client, signing) = (await host.CreateAsync(MachineHost.A), await host.CreateAsync(MachineHost.A, new { keys = signer.KeySet }));
        var token = await host.TokenAsync(client);
        var assertion = signer.Sign(new { iss = signing.ClientId, sub = signing.ClientId, aud = "https://elsewhere.example", jti = "1", exp = 9_999_999_999 });
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(token));
        const string Wrong = "pps_a wrong/secret+that=somebody%typed";
        await host.PostAsync("/connect/token", client with { Secret = Wrong }, ("grant_type", "client_credentials"));
        await host.PostAsync("/connect/token", null, ("grant_type", "client_credentials"), ("client_id", client.ClientId), ("client_secret", Wrong));
        await host.PostAsync("/connect/token", null, ("grant_type", "client_credentials"), ("client_assertion_type", ClientAssertion.Type), ("client_assertion", assertion));
        await host.PostAsync("/connect/introspect", client, ("token", token));
        await host.PostAsync("/connect/revoke", client, ("token", token));
        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(token));
        var log = host.Log.Text;
        Assert.Contains("could not be authenticated", log, StringComparison.Ordinal);
        Assert.Contains("was given a token", log, StringComparison.Ordinal);
        foreach (var secret in (string[])[client.Secret, token, assertion, Wrong])
            foreach (var spelling in Spellings(secret)) Assert.DoesNotContain(spelling, log, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As it is, form- and URL-encoded, in hexadecimal, and in base64 at each of the three offsets it can have inside something longer.</summary>
    private static IEnumerable<string> Spellings(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.UrlEncode(secret);
        yield return Convert.ToHexString(bytes);
        for (var offset = 0; offset < 3; offset++) yield return Convert.ToBase64String([.. new byte[offset], .. bytes])[4..^4];
    }
}
