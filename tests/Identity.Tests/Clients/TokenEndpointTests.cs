using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Identity.Clients;
using PortfolioPlatform.Identity.Tests.Tokens;
using PortfolioPlatform.Identity.Tokens;

namespace PortfolioPlatform.Identity.Tests.Clients;

public sealed class TokenEndpointTests(MachineFixture fixture) : IClassFixture<MachineFixture>
{
    private static readonly (string, string) Grant = ("grant_type", "client_credentials");
    private readonly MachineHost _host = fixture.Host;

    [Fact]
    public async Task A_token_is_for_fifteen_minutes_for_the_clients_scopes_and_for_nobody_else_to_keep()
    {
        var client = await _host.CreateAsync(MachineHost.A, new { scopes = new[] { "read", "read-schema" } });
        var (status, body, headers) = await _host.PostAsync("/connect/token", client, Grant);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("Bearer", 900, "read read-schema"), (body.GetProperty("token_type").GetString(), body.GetProperty("expires_in").GetInt32(), body.GetProperty("scope").GetString()));
        Assert.True(headers.CacheControl!.NoStore);
        Assert.Equal(4, body.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("", "invalid_request", 400)]
    [InlineData("grant_type=password", "unsupported_grant_type", 400)]
    [InlineData("grant_type=client_credentials&grant_type=client_credentials", "unsupported_grant_type", 400)]
    [InlineData("grant_type=client_credentials&scope=manage-clients", "invalid_scope", 400)]
    [InlineData("grant_type=client_credentials&scope=read%20%20read", "invalid_scope", 400)]
    [InlineData("grant_type=client_credentials&client_secret=x", "invalid_request", 400)]
    [InlineData("grant_type=client_credentials&scope=read&scope=read", "invalid_request", 400)]
    public async Task What_is_wrong_is_said_in_the_words_of_the_RFC(string form, string error, int status)
    {
        var client = await _host.CreateAsync(MachineHost.A);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Authorization = Basic(client.ClientId, client.Secret);
        using var answer = await _host.Http.SendAsync(request);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((error, status), (body.RootElement.GetProperty("error").GetString(), (int)answer.StatusCode));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("application/json", "{\"grant_type\":\"client_credentials\"}")]
    [InlineData("text/plain", "grant_type=client_credentials")]
    public async Task What_is_no_form_is_refused(string type, string text)
    {
        using var answer = await _host.Http.PostAsync("/connect/token", new StringContent(text, Encoding.UTF8, type));
        Assert.Contains("\"invalid_request\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_larger_than_any_is_refused()
    {
        using var answer = await _host.Http.PostAsync("/connect/token", new StringContent("grant_type=" + new string('a', 100_000), Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.False(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Unknown_wrong_revoked_and_foreign_networks_get_one_answer()
    {
        var (client, revoked) = (await _host.CreateAsync(MachineHost.A), await _host.CreateAsync(MachineHost.A));
        var elsewhere = await _host.CreateAsync(MachineHost.A, new { networks = new[] { "203.0.113.0/24" } });
        var expired = await _host.CreateAsync(MachineHost.A, new { expiresAt = "2999-01-01T00:00:00Z" });
        await _host.Database.ExecuteAsync($"update identity.api_client set expires_at = now() - interval '1 second' where client_id = '{expired.Id}'");
        await _host.Owner(MachineHost.A).DataAsync("mutation($i: RevokeApiClientInput!) { revokeApiClient(input: $i) { client { revokedAt } } }", new { i = new { idempotencyKey = "r1", id = revoked.Id } });
        Machine[] refused =
        [
            client with { Secret = "wrong" }, client with { Secret = client.Secret[..^1] }, client with { Secret = "" }, revoked, elsewhere, expired, client with { ClientId = "nobody" },
            client with { ClientId = new ClientName(MachineHost.A, Guid.NewGuid()).ToString() }, client with { ClientId = new ClientName(MachineHost.B, Guid.Parse(client.Id)).ToString() },
        ];
        var answers = new HashSet<string>();
        foreach (var one in refused)
        {
            var (status, body, headers) = await _host.PostAsync("/connect/token", one, Grant);
            answers.Add($"{(int)status} {body.GetRawText()} {headers.WwwAuthenticate}");
        }
        Assert.StartsWith("401 {\"error\":\"invalid_client\"", Assert.Single(answers), StringComparison.Ordinal);
        Assert.NotEmpty(await _host.TokenAsync(client));
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task An_assertion_gives_one_token_and_then_none(string algorithm)
    {
        using var signer = new Signer(algorithm);
        var client = await _host.CreateAsync(MachineHost.A, new { keys = signer.KeySet });
        Assert.Empty(client.Secret);
        var assertion = Assertion(signer, client);
        Assert.Equal(HttpStatusCode.OK, (await AssertAsync(assertion)).Status);
        var (status, body) = await AssertAsync(assertion);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (status, body.GetProperty("error").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await AssertAsync(Assertion(signer, client))).Status);
        using var other = new Signer(algorithm);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AssertAsync(Assertion(other, client))).Status);
    }

    [Fact]
    public async Task Of_many_at_once_one_use_of_an_assertion_counts()
    {
        using var signer = new Signer("ES256");
        var assertion = Assertion(signer, await _host.CreateAsync(MachineHost.A, new { keys = signer.KeySet }));
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AssertAsync(assertion)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_with_keys_has_no_secret_to_show()
    {
        using var signer = new Signer("ES256");
        var client = await _host.CreateAsync(MachineHost.A, new { keys = signer.KeySet });
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.PostAsync("/connect/token", client with { Secret = "anything" }, Grant)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AssertAsync(Assertion(signer, await _host.CreateAsync(MachineHost.A)))).Status);
    }

    private string Assertion(Signer signer, Machine client) => signer.Sign(new
    {
        iss = client.ClientId, sub = client.ClientId, aud = _host.Url.GetLeftPart(UriPartial.Authority), jti = Guid.NewGuid().ToString(), exp = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 60,
    });

    private async Task<(HttpStatusCode Status, JsonElement Body)> AssertAsync(string assertion)
    {
        var (status, body, _) = await _host.PostAsync("/connect/token", null, Grant, ("client_assertion_type", ClientAssertion.Type), ("client_assertion", assertion));
        return (status, body);
    }

    private static AuthenticationHeaderValue Basic(string id, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
}
