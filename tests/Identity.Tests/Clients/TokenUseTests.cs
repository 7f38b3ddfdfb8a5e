using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Tests.Clients;

public sealed class TokenUseTests(MachineFixture fixture) : IClassFixture<MachineFixture>
{
    private readonly MachineHost _host = fixture.Host;

    [Fact]
    public async Task A_changed_an_expired_and_a_made_up_token_open_nothing()
    {
        var good = await _host.TokenAsync(await _host.CreateAsync(MachineHost.A));
        Assert.Equal(HttpStatusCode.OK, await _host.StatusAsync(good));
        foreach (var at in (int[])[5, good.Length / 2, good.Length - 3])
            Assert.Equal(HttpStatusCode.Unauthorized, await _host.StatusAsync(string.Concat(good.AsSpan(0, at), good[at] == 'A' ? "B" : "A", good.AsSpan(at + 1))));
        Assert.Equal(HttpStatusCode.Unauthorized, await _host.StatusAsync("eyJhbGciOiJub25lIn0.eyJ0ZW5hbnQiOiJhIn0."));
        Assert.Equal(HttpStatusCode.Unauthorized, await _host.StatusAsync(Ticket(issued: DateTimeOffset.UtcNow.AddMinutes(-16))));
        using var answer = await _host.AskAsync("none");
        Assert.Equal("Bearer error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_token_is_used_from_its_networks_only()
    {
        Assert.Equal(HttpStatusCode.OK, await _host.StatusAsync(Ticket(networks: ["127.0.0.0/8"])));
        Assert.Equal(HttpStatusCode.OK, await _host.StatusAsync(Ticket(networks: ["203.0.113.0/24", "127.0.0.1"])));
        Assert.Equal(HttpStatusCode.Unauthorized, await _host.StatusAsync(Ticket(networks: ["203.0.113.0/24"])));
    }

    [Fact]
    public async Task What_the_scope_does_not_hold_is_denied_though_the_role_would_allow_it()
    {
        var client = await _host.CreateAsync(MachineHost.A, new { role = "owner" });
        var read = await _host.TokenAsync(client, "read");
        Assert.Equal("FORBIDDEN", await CodeAsync(read, "mutation { connectAccount(input: { idempotencyKey: \"k\", venue: \"kraken\", key: \"k\", secret: \"s\" }) { errors { code } } }"));
        var export = await _host.TokenAsync(client, "export-reports");
        Assert.Equal("FORBIDDEN", await CodeAsync(export, "{ serverTime }"));
        var (status, challenge) = await FeedAsync(export);
        Assert.Equal((HttpStatusCode.Forbidden, "Bearer error=\"insufficient_scope\", scope=\"read\""), (status, challenge));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, (await FeedAsync(read)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await FeedAsync("none")).Status);
    }

    [Theory]
    [InlineData("{ apiClients { nodes { id } } }")]
    [InlineData("mutation { createApiClient(input: { idempotencyKey: \"k\", name: \"n\", role: \"owner\" }) { secret } }")]
    [InlineData("mutation { setExternalSignIn(input: { idempotencyKey: \"k\", issuer: \"https://x.example\", clientId: \"c\", clientSecret: \"s\", name: \"n\" }) { errors { code } } }")]
    public async Task No_client_whatever_its_role_gives_access_to_others(string query)
    {
        var token = await _host.TokenAsync(await _host.CreateAsync(MachineHost.A, new { role = "owner" }));
        Assert.Equal("FORBIDDEN", await CodeAsync(token, query));
    }

    [Fact]
    public async Task Another_tenant_neither_sees_nor_ends_a_client_or_its_tokens()
    {
        var (a, b) = (await _host.CreateAsync(MachineHost.A), await _host.CreateAsync(MachineHost.B));
        var token = await _host.TokenAsync(a);
        Assert.True((await _host.PostAsync("/connect/introspect", a, ("token", token))).Body.GetProperty("active").GetBoolean());
        Assert.Equal("{\"active\":false}", (await _host.PostAsync("/connect/introspect", b, ("token", token))).Body.GetRawText());
        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync("/connect/revoke", b, ("token", token))).Status);
        Assert.Equal(HttpStatusCode.OK, await _host.StatusAsync(token));
        var owner = _host.Owner(MachineHost.B);
        Assert.Equal(JsonValueKind.Null, (await owner.DataAsync($"{{ apiClient(id: \"{a.Id}\") {{ id }} }}")).GetProperty("apiClient").ValueKind);
        Assert.DoesNotContain(a.Id, (await owner.DataAsync("{ apiClients { nodes { id } } }")).GetRawText(), StringComparison.Ordinal);
        var revoked = await owner.DataAsync("mutation($i: RevokeApiClientInput!) { revokeApiClient(input: $i) { errors { code } } }", new { i = new { idempotencyKey = "x", id = a.Id } });
        var rotated = await owner.DataAsync("mutation($i: RotateApiClientInput!) { rotateApiClient(input: $i) { secret errors { code } } }", new { i = new { idempotencyKey = "y", id = a.Id } });
        Assert.Contains("CLIENT_NOT_FOUND", revoked.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("CLIENT_NOT_FOUND", rotated.GetRawText(), StringComparison.Ordinal);
        Assert.NotEmpty(await _host.TokenAsync(a));
    }

    [Fact]
    public async Task A_client_ends_its_own_tokens_only_and_each_for_itself()
    {
        var (one, two) = (await _host.CreateAsync(MachineHost.A), await _host.CreateAsync(MachineHost.A));
        var (first, second) = (await _host.TokenAsync(one), await _host.TokenAsync(one));
        Assert.Equal("unauthorized_client", (await _host.PostAsync("/connect/revoke", two, ("token", first))).Body.GetProperty("error").GetString());
        Assert.Equal(HttpStatusCode.OK, await _host.StatusAsync(first));
        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync("/connect/revoke", one, ("token", first))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await _host.StatusAsync(first));
        Assert.Equal(HttpStatusCode.OK, await _host.StatusAsync(second));
        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync("/connect/revoke", one, ("token", "no token"))).Status);
        Assert.Equal("{\"active\":false}", (await _host.PostAsync("/connect/introspect", one, ("token", first))).Body.GetRawText());
        Assert.Equal("invalid_request", (await _host.PostAsync("/connect/introspect", one)).Body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Introspection_says_who_what_for_and_how_long()
    {
        var client = await _host.CreateAsync(MachineHost.A);
        var said = (await _host.PostAsync("/connect/introspect", client, ("token", await _host.TokenAsync(client, "read")))).Body;
        Assert.Equal((client.ClientId, client.ClientId, "read", "Bearer"), (Text(said, "client_id"), Text(said, "sub"), Text(said, "scope"), Text(said, "token_type")));
        Assert.Equal((MachineHost.A.ToString(), _host.Url.GetLeftPart(UriPartial.Authority)), (Text(said, "tenant"), Text(said, "iss")));
        Assert.Equal(900, said.GetProperty("exp").GetInt64() - said.GetProperty("iat").GetInt64());
        Assert.True(Guid.TryParse(Text(said, "jti"), out _));
    }

    private async Task<(HttpStatusCode Status, string Challenge)> FeedAsync(string token)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new UriBuilder(_host.Url) { Scheme = "ws", Path = "/feed" }.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }
        return (socket.HttpStatusCode, socket.HttpResponseHeaders?.FirstOrDefault(h => h.Key == "WWW-Authenticate").Value?.FirstOrDefault() ?? "");
    }

    private async Task<string?> CodeAsync(string token, string query)
    {
        using var answer = await _host.AskAsync(token, query);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
    }

    private string Ticket(DateTimeOffset? issued = null, string[]? networks = null) => _host.Services.GetRequiredService<Tickets>().ForBearer(
        new SignedIn(MachineHost.A, Guid.NewGuid(), "test", Guid.NewGuid(), issued ?? DateTimeOffset.UtcNow, "client", [new RoleGrant(MemberRoles.Analyst, null)])
        {
            Networks = [.. NetworkList.Parse(networks ?? []).Value!.Networks],
        },
        TimeSpan.FromMinutes(15));

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
