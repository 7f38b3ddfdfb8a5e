using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>An institution with a database to itself works as everybody else does, and its outage is its own.</summary>
public sealed class PlacedTenantTests : IAsyncLifetime
{
    private const string Password = "a sentence nobody guesses";
    private readonly TemporaryFolder _data = new();
    private DatabaseServer _vault = null!;
    private RunningHost _host = null!;
    private HttpClient _placed = null!;
    private HttpClient _other = null!;
    private Guid _otherTenant;

    private TestDatabase Main => TestDatabase.OfProduct(_data.Path);

    public async Task InitializeAsync()
    {
        _vault = await DatabaseServer.MakeAsync();
        _host = await PlatformHost.StartAsync(
            ["--no-demo", "--SignIn:OpenOnLoopback=true", "--port", "0", "--data", _data.Path, "--Ingestion:PublicData=false", .. DatabaseServer.Words("vault", _vault.Database), $"--Database:Placement:{DemoTenant.Tenant}=vault"],
            Product.Parts, CancellationToken.None);
        await _host.Services.GetRequiredService<IDatabase>().EnsureTenantAsync(DemoTenant.Tenant, "Large", CancellationToken.None);
        _placed = new HttpClient { BaseAddress = new Uri(_host.Url!) };
        (await _placed.PostAsJsonAsync("/api/identity/sign-up", new { tenant = "Other Fund", name = "Ann", email = "ann@other.example", password = Password })).EnsureSuccessStatusCode();
        _other = await SignInAsync();
        _otherTenant = (await _other.GetFromJsonAsync<JsonNode>("/api/identity/session"))!["tenant"]!.GetValue<Guid>();
    }

    public async Task DisposeAsync()
    {
        _placed.Dispose();
        _other.Dispose();
        await _host.DisposeAsync();
        await _vault.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task A_placed_tenant_is_imported_shown_audited_and_verified_from_its_own_database_and_its_outage_is_its_own()
    {
        await _host.Services.GetRequiredService<IDatabase>().AsOneAsync(DemoTenant.Tenant, (t, token) => ImportAsync(t), CancellationToken.None);
        var portfolio = await PortfolioAsync();
        await Eventually.HoldsAsync(
            async () => (await AskAsync(_placed, $"{{ portfolio(id: \"{portfolio}\") {{ positionsAsOf(asOf: \"2026-04-01T00:00:00Z\") {{ nodes {{ quantity }} }} }} }}")).ToJsonString().Contains("\"0.75\"", StringComparison.Ordinal), "the position is shown");
        await AskAsync(_placed, $"mutation {{ inviteMember(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", email: \"bob@large.example\", name: \"Bob\", role: \"analyst\" }}) {{ invitationId }} }}");
        Assert.Contains("mutation.inviteMember", (await AskAsync(_placed, "{ auditLog(first: 50) { nodes { action } } }")).ToJsonString(), StringComparison.Ordinal);
        foreach (var table in (string[])["portfolio.ledger_entry", "portfolio.transactions_current", "platform.audit_entry", "platform.data_keys", "platform.tenants"])
            Assert.Equal((0L, true), (await Main.ScalarAsync<long>($"select count(*) from {table} where tenant_id = '{DemoTenant.Tenant}'"), await _vault.Database.ScalarAsync<bool>($"select exists (select from {table} where tenant_id = '{DemoTenant.Tenant}')")));
        Assert.Equal((true, 0L), (await Main.ScalarAsync<bool>($"select exists (select from identity.member where tenant_id = '{_otherTenant}')"), await _vault.Database.ScalarAsync<long>($"select count(*) from identity.member where tenant_id = '{_otherTenant}'")));
        Assert.Equal((0, "1 rows verified"), await VerifyAsync());

        await _vault.StopAsync();
        var refused = await _placed.PostAsJsonAsync("/graphql", new { query = "{ auditLog(first: 1) { nodes { action } } }" });
        Assert.Contains("TENANT_AWAY", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (var route = await _placed.GetAsync("/api/accounts")) Assert.Equal(HttpStatusCode.ServiceUnavailable, route.StatusCode);
        Assert.NotEmpty((await AskAsync(_other, "{ portfolios { nodes { id } } }"))["portfolios"]!["nodes"]!.AsArray());
        using (var again = await SignInAsync()) Assert.NotNull(await again.GetFromJsonAsync<JsonNode>("/api/identity/session"));
        Assert.Equal(1, (await VerifyAsync()).Code);
        using (var health = await _other.GetAsync("/health"))
        {
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            Assert.Contains("its tenants wait", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await _vault.StartAsync();
        await Eventually.HoldsAsync(async () => (await (await _placed.GetAsync("/health")).Content.ReadAsStringAsync()).Contains("its tenants wait", StringComparison.Ordinal) is false, "it is back");
        Assert.Equal((0, "1 rows verified"), await VerifyAsync());
        await Eventually.HoldsAsync(async () => (await _placed.GetAsync("/api/accounts")).StatusCode == HttpStatusCode.OK, "its tenant is served again");
    }

    private static async Task<int> ImportAsync(IDatabaseTransaction transaction)
    {
        var fact = new TransactionFact("d1", "ledgers", new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), TransactionKind.Deposit, TransactionStatus.Completed, 0, [new LegFact("BTC", "BTC", Quantity.Parse("0.75"), LegRole.Principal)]);
        var account = DemoTenant.Account("kraken");
        await transaction.PublishAsync(new TenantSignedUp(DemoTenant.Tenant, "Large"), CancellationToken.None);
        await transaction.PublishAsync(new AccountChanged(DemoTenant.Tenant, account, DemoTenant.Holding, "kraken", "Kraken", Removed: false), CancellationToken.None);
        await transaction.PublishAsync(new TransactionsRecorded(DemoTenant.Tenant, account, "kraken", Guid.Empty, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([])), 0, [fact]), CancellationToken.None);
        return 1;
    }

    /// <summary>The portfolio a tenant begins with, once the account is in it.</summary>
    private async Task<string> PortfolioAsync()
    {
        await Eventually.HoldsAsync(async () => await _vault.Database.ScalarAsync<long>("select count(*) from portfolio.portfolio_account") == 1, "the account is in the first portfolio");
        return (string)(await AskAsync(_placed, "{ portfolios { nodes { id } } }"))["portfolios"]!["nodes"]![0]!["id"]!;
    }

    private async Task<(int Code, string Text)> VerifyAsync()
    {
        var (code, text) = await Commands.RunAsync(_host.Services, "verify-ledger");
        return (code, text.Trim());
    }

    private async Task<HttpClient> SignInAsync()
    {
        var visitor = await Visitor.SignInAsync(new Uri(_host.Url! + "/"));
        var http = visitor.Client();
        (await http.PostAsJsonAsync("/api/identity/sign-in", new { email = "ann@other.example", password = Password })).EnsureSuccessStatusCode();
        return http;
    }

    private static async Task<JsonNode> AskAsync(HttpClient http, string query)
    {
        var answer = await (await http.PostAsJsonAsync("/graphql", new { query })).Content.ReadFromJsonAsync<JsonNode>();
        Assert.True(answer!["errors"] is null, answer.ToJsonString());
        return answer["data"]!;
    }
}
