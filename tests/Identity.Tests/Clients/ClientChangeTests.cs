using System.Net;
using System.Text.Json;

namespace PortfolioPlatform.Identity.Tests.Clients;

public sealed class ClientChangeTests(MachineFixture fixture) : IClassFixture<MachineFixture>
{
    private const string Create = "mutation($i: CreateApiClientInput!) { createApiClient(input: $i) { secret errors { code message } client { id clientId name role scopes networks signsAssertions createdBy revokedAt } } }";
    private const string Rotate = "mutation($i: RotateApiClientInput!) { rotateApiClient(input: $i) { secret errors { code } client { id signsAssertions } } }";
    private readonly MachineHost _host = fixture.Host;

    [Fact]
    public async Task The_secret_is_shown_once_and_kept_nowhere()
    {
        var input = new { idempotencyKey = "once", name = "  desk one ", role = "finance", scopes = new[] { "read", "export-reports" }, networks = new[] { "127.0.0.1" } };
        var made = (await _host.Owner(MachineHost.A).DataAsync(Create, new { i = input })).GetProperty("createApiClient");
        var secret = made.GetProperty("secret").GetString()!;
        Assert.StartsWith("pps_", secret, StringComparison.Ordinal);
        var client = made.GetProperty("client");
        Assert.Equal("""["desk one","finance",["read","export-reports"],["127.0.0.1/32"],false,"ann",null]""", $"[{string.Join(',', ((string[])["name", "role", "scopes", "networks", "signsAssertions", "createdBy", "revokedAt"]).Select(n => client.GetProperty(n).GetRawText()))}]");
        var again = (await _host.Owner(MachineHost.A).DataAsync(Create, new { i = input })).GetProperty("createApiClient");
        Assert.Equal((client.GetRawText(), JsonValueKind.Null), (again.GetProperty("client").GetRawText(), again.GetProperty("secret").ValueKind));
        foreach (var table in (string[])["identity.api_client", "platform.idempotency_key", "platform.outbox"])
            Assert.False(await _host.Database.ScalarAsync<bool>($"select exists (select from {table} t where t::text like '%{secret}%')"), table);
    }

    [Fact]
    public async Task Without_an_overlap_the_old_secret_and_its_tokens_end_at_once()
    {
        var client = await _host.CreateAsync(MachineHost.A);
        var token = await _host.TokenAsync(client);
        var rotated = client with { Secret = await RotateAsync(client, 0) };
        Assert.Equal(HttpStatusCode.Unauthorized, await _host.StatusAsync(token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _host.TokenAsync(client));
        Assert.Equal(HttpStatusCode.OK, await _host.StatusAsync(await _host.TokenAsync(rotated)));
    }

    [Fact]
    public async Task With_an_overlap_both_secrets_count_until_it_is_over()
    {
        var client = await _host.CreateAsync(MachineHost.A);
        var token = await _host.TokenAsync(client);
        var rotated = client with { Secret = await RotateAsync(client, 10) };
        Assert.Equal(HttpStatusCode.OK, await _host.StatusAsync(token));
        Assert.NotEmpty(await _host.TokenAsync(client));
        Assert.NotEmpty(await _host.TokenAsync(rotated));
        await _host.Database.ExecuteAsync($"update identity.api_client set previous_until = now() where client_id = '{client.Id}'");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _host.TokenAsync(client));
        Assert.NotEmpty(await _host.TokenAsync(rotated));
    }

    [Fact]
    public async Task A_revoked_client_is_listed_and_never_comes_back()
    {
        var client = await _host.CreateAsync(MachineHost.A);
        var token = await _host.TokenAsync(client);
        var revoked = (await _host.Owner(MachineHost.A).DataAsync("mutation($i: RevokeApiClientInput!) { revokeApiClient(input: $i) { client { revokedAt lastUsedAt } } }", new { i = new { idempotencyKey = client.Id, id = client.Id } })).GetProperty("revokeApiClient").GetProperty("client");
        Assert.Equal(JsonValueKind.String, revoked.GetProperty("revokedAt").ValueKind);
        Assert.Equal(JsonValueKind.String, revoked.GetProperty("lastUsedAt").ValueKind);
        Assert.Equal(HttpStatusCode.Unauthorized, await _host.StatusAsync(token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _host.TokenAsync(client));
        Assert.Contains("CLIENT_NOT_FOUND", (await _host.Owner(MachineHost.A).DataAsync(Rotate, new { i = new { idempotencyKey = client.Id + "r", id = client.Id } })).GetRawText(), StringComparison.Ordinal);
        Assert.Contains(client.Id, (await _host.Owner(MachineHost.A).DataAsync("{ apiClients { nodes { id revokedAt } } }")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Making_rotating_signing_in_and_revoking_are_in_the_tenants_audit()
    {
        var client = await _host.CreateAsync(MachineHost.B);
        await _host.TokenAsync(client);
        foreach (var change in (string[])["rotate", "revoke"])
            await _host.Owner(MachineHost.B).DataAsync($"mutation {{ {change}ApiClient(input: {{ idempotencyKey: \"{change} {client.Id}\", id: \"{client.Id}\" }}) {{ errors {{ code }} }} }}");
        var acts = await _host.Database.ScalarAsync<string>($"select string_agg(action, ' ' order by number) from platform.audit_entry where tenant_id = '{MachineHost.B}' and subject = '{client.Id}'");
        Assert.Equal("client.created login client.rotated client.revoked", acts);
    }

    [Theory]
    [InlineData("name", "", "BAD_NAME")]
    [InlineData("role", "god", "BAD_ROLE")]
    [InlineData("scopes", "trade", "BAD_SCOPE")]
    [InlineData("scopes", "manage-clients", "BAD_SCOPE")]
    [InlineData("networks", "everywhere", "BAD_NETWORK")]
    [InlineData("keys", "{}", "BAD_KEYS")]
    [InlineData("expiresAt", "2020-01-01T00:00:00Z", "BAD_EXPIRY")]
    public async Task A_client_that_would_be_wrong_is_not_made(string field, string value, string code)
    {
        var input = new Dictionary<string, object?> { ["idempotencyKey"] = Guid.NewGuid().ToString(), ["name"] = "n", ["role"] = "analyst" };
        input[field] = field is "scopes" or "networks" ? new[] { value } : value;
        var payload = (await _host.Owner(MachineHost.A).DataAsync(Create, new { i = input })).GetProperty("createApiClient");
        Assert.Equal(code, payload.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("secret").ValueKind);
    }

    [Fact]
    public async Task An_overlap_longer_than_a_week_is_refused()
    {
        var client = await _host.CreateAsync(MachineHost.A);
        Assert.Contains("BAD_OVERLAP", (await _host.Owner(MachineHost.A).DataAsync(Rotate, new { i = new { idempotencyKey = "long", id = client.Id, overlapMinutes = 100_000 } })).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_owner_makes_clients()
    {
        foreach (var role in (string[])["manager", "analyst", "finance", "auditor"])
            Assert.Equal(["FORBIDDEN"], await new Testing.GraphQLViewer(_host.Services, MachineHost.A, role).CodesAsync("{ apiClients { nodes { id } } }"));
    }

    private async Task<string> RotateAsync(Machine client, int overlap) =>
        (await _host.Owner(MachineHost.A).DataAsync(Rotate, new { i = new { idempotencyKey = Guid.NewGuid().ToString(), id = client.Id, overlapMinutes = overlap } })).GetProperty("rotateApiClient").GetProperty("secret").GetString()!;
}
