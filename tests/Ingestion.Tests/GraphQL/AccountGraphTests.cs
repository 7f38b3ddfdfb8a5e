using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Sandbox.Serving;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.GraphQL;

public sealed class AccountGraphTests
{
    private const string Connect = "mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { account { id venueName name paused keyHint } errors { code message } } }";

    [Fact]
    public async Task An_account_is_connected_once_for_its_key_followed_paused_and_removed()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);
        var viewer = new GraphQLViewer(platform.Services, DemoTenant.Tenant, "owner");
        var first = (await viewer.DataAsync(Connect, Input(exchange, KeyNames.Fresh, "a"))).GetRawText();
        Assert.Equal(first, (await viewer.DataAsync(Connect, Input(exchange, KeyNames.Fresh, "a"))).GetRawText());
        Assert.DoesNotContain(exchange.Server.Key("kraken", KeyNames.Fresh).Secret, first, StringComparison.Ordinal);
        Assert.Equal(1, await platform.Database.ScalarAsync<long>("select count(*) from ingestion.account"));
        Assert.Equal("KEY_IN_USE", await CodeAsync(viewer, Input(exchange, KeyNames.Fresh, "b")));
        var id = JsonDocument.Parse(first).RootElement.GetProperty("connectAccount").GetProperty("account").GetProperty("id").GetString();

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var answer in viewer.ListenAsync($"subscription {{ onSyncProgress(accounts: [\"{id}\"]) {{ state records }} }}", deadline.Token))
            if (answer.GetProperty("data").GetProperty("onSyncProgress")[0].GetProperty("state").GetString() is "live" or "polling") break;

        Assert.Equal("{\"pauseAccount\":{\"account\":{\"paused\":true},\"errors\":[]}}", (await ChangeAsync(viewer, "pauseAccount", id)).GetRawText());
        Assert.Equal("{\"resumeAccount\":{\"account\":{\"paused\":false},\"errors\":[]}}", (await ChangeAsync(viewer, "resumeAccount", id)).GetRawText());
        var read = await viewer.DataAsync($"{{ accounts {{ nodes {{ id venue sync {{ records openProblems }} pageProblems {{ nodes {{ code }} }} }} }} account(id: \"{id}\") {{ name }} venues {{ id name }} }}");
        Assert.Equal(("kraken", 6), (Assert.Single(read.GetProperty("accounts").GetProperty("nodes").EnumerateArray()).GetProperty("venue").GetString(), read.GetProperty("venues").GetArrayLength()));
        await ChangeAsync(viewer, "removeAccount", id);
        Assert.Equal("NOT_FOUND", (await ChangeAsync(viewer, "pauseAccount", id, "later")).GetProperty("pauseAccount").GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Empty((await viewer.DataAsync("{ accounts { nodes { id } } }")).GetProperty("accounts").GetProperty("nodes").EnumerateArray());
    }

    [Fact]
    [Trait("Pain", "49")]
    public async Task A_key_that_can_withdraw_is_refused_as_an_error_of_the_user_and_can_be_tested_without_being_stored()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);
        var viewer = new GraphQLViewer(platform.Services, DemoTenant.Tenant, "owner");
        Assert.Equal("EXCESSIVE_PERMISSION", await CodeAsync(viewer, Input(exchange, KeyNames.Withdraw, "a")));
        var (key, secret) = Keys(exchange, KeyNames.Withdraw);
        var tested = await viewer.DataAsync(
            "mutation ($input: TestKeyInput!) { testKey(input: $input) { permissions { canConnect canWithdraw } errors { code } } }", new { input = new { idempotencyKey = "t", venue = "kraken", key, secret } });
        Assert.True(tested.GetProperty("testKey").GetProperty("permissions").GetProperty("canWithdraw").GetBoolean());
        Assert.Equal("UNKNOWN_VENUE", await CodeAsync(viewer, new { input = new { idempotencyKey = "c", venue = "nowhere", key, secret } }));
        Assert.Equal(0, await platform.Database.ScalarAsync<long>("select count(*) from ingestion.account"));
    }

    [Fact]
    public async Task Who_may_only_read_and_who_is_of_another_tenant_changes_nothing()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);
        Assert.Equal(["FORBIDDEN"], await new GraphQLViewer(platform.Services, DemoTenant.Tenant).CodesAsync(Connect, Input(exchange, KeyNames.Fresh, "a")));
        Assert.Equal(0, await platform.Database.ScalarAsync<long>("select count(*) from ingestion.account"));
        var account = (await new GraphQLViewer(platform.Services, DemoTenant.Tenant, "owner").DataAsync(Connect, Input(exchange, KeyNames.Fresh, "a"))).GetProperty("connectAccount").GetProperty("account").GetProperty("id").GetString()!;
        var other = new TenantId(Guid.CreateVersion7());
        await platform.Services.GetRequiredService<IDatabase>().EnsureTenantAsync(other, "Other", CancellationToken.None);
        var foreign = await ChangeAsync(new GraphQLViewer(platform.Services, other, "owner"), "pauseAccount", account);
        Assert.Equal("NOT_FOUND", foreign.GetProperty("pauseAccount").GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_account_tells_which_key_it_uses_when_it_was_used_last_and_when_it_ends()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);
        var viewer = new GraphQLViewer(platform.Services, DemoTenant.Tenant, "owner");
        var key = exchange.Server.Key("huobi", KeyNames.Fresh);
        await viewer.DataAsync(Connect, new { input = new { idempotencyKey = "a", venue = "huobi", key = key.Key, secret = key.Secret, keyLabel = "Desk 7, read only" } });
        JsonElement account = default;
        await Eventually.HoldsAsync(
            async () => (account = (await viewer.DataAsync("{ accounts { nodes { venue keyHint keyLabel keyLastUsedAt keyExpiresAt } } }")).GetProperty("accounts").GetProperty("nodes")[0]).GetProperty("keyExpiresAt").ValueKind == JsonValueKind.String
                && account.GetProperty("keyLastUsedAt").ValueKind == JsonValueKind.String,
            "the venue was asked");
        Assert.Equal(("huobi", "Desk 7, read only"), (account.GetProperty("venue").GetString(), account.GetProperty("keyLabel").GetString()));
        Assert.EndsWith(account.GetProperty("keyHint").GetString()!.TrimStart('…'), key.Key, StringComparison.Ordinal);
        Assert.InRange(account.GetProperty("keyExpiresAt").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(59), TimeSpan.FromDays(61));
        Assert.InRange(TimeProvider.System.GetUtcNow() - account.GetProperty("keyLastUsedAt").GetDateTimeOffset(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(5));
    }

    private static async Task<Installation> OpenAsync(Exchange exchange)
    {
        var platform = await Installation.StartAsync([.. exchange.Addresses(), "--Ingestion:PublicData=false"]);
        await platform.EnsureTenantAsync();
        return platform;
    }

    private static (string Key, string Secret) Keys(Exchange exchange, string name) => (exchange.Server.Key("kraken", name).Key, exchange.Server.Key("kraken", name).Secret);

    private static object Input(Exchange exchange, string name, string idempotencyKey)
    {
        var (key, secret) = Keys(exchange, name);
        return new { input = new { idempotencyKey, venue = "kraken", key, secret, name = "Mine" } };
    }

    private static async Task<string?> CodeAsync(GraphQLViewer viewer, object input) =>
        (await viewer.DataAsync(Connect, input)).GetProperty("connectAccount").GetProperty("errors")[0].GetProperty("code").GetString();

    private static Task<JsonElement> ChangeAsync(GraphQLViewer viewer, string mutation, string? id, string key = "") =>
        viewer.DataAsync($"mutation {{ {mutation}(input: {{idempotencyKey: \"{mutation}{key}\", accountId: \"{id}\"}}) {{ account {{ paused }} errors {{ code }} }} }}");
}
