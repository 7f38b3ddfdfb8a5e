using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

public sealed class TaxReportKillTests
{
    private const int Trades = 12_000;
    private const int Page = 1000;
    private static readonly TenantId Tenant = new(Guid.Parse("77777777-0000-4000-8000-000000000007"));
    private static readonly Guid Entity = Guid.Parse("66666666-0000-4000-8000-000000000006");

    [Fact]
    public async Task A_report_of_a_killed_host_is_finished_by_the_next_one_on_the_same_inputs()
    {
        var database = await LedgerAsync();
        using var data = new TemporaryFolder();
        string[] words =
        [
            "--no-demo", "--port", "0", "--data", data.Path, "--SignIn:OpenOnLoopback=true", $"--SignIn:Tenant={Tenant}",
            $"--Database:ConnectionString={database.RuntimeConnectionString}", $"--Database:OwnerConnectionString={database.OwnerConnectionString}",
        ];
        string id;
        await using (var first = HostProcess.Start(words))
        {
            using var http = Client(await first.ReadyAsync(TimeSpan.FromMinutes(3)));
            id = (string)(await AskAsync(http, $"mutation {{ requestTaxReport(input: {{idempotencyKey: \"k\", entityId: \"{Entity}\", year: 2024}}) {{ report {{ id }} }} }}"))["requestTaxReport"]!["report"]!["id"]!;
            await Eventually.HoldsAsync(async () => (int)(await ReportAsync(http, id))["progress"]! >= 50, "the report is being written", TimeSpan.FromMinutes(2));
            first.Kill();
        }

        Assert.Equal("running", await database.ScalarAsync<string>("select state from tax.report"));
        var inputs = await database.ScalarAsync<string>("select string_agg(sha256, ' ' order by name) from tax.report_file where is_input");
        await using var second = HostProcess.Start(words);
        using var again = Client(await second.ReadyAsync(TimeSpan.FromMinutes(3)));
        await Eventually.HoldsAsync(async () => (string?)(await ReportAsync(again, id))["state"] is not ("running" or "queued"), "the report ends", TimeSpan.FromMinutes(3));
        var report = await ReportAsync(again, id);
        Assert.Equal(("done", 100), ((string?)report["state"], (int)report["progress"]!));
        Assert.Equal(inputs, await database.ScalarAsync<string>("select string_agg(sha256, ' ' order by name) from tax.report_file where is_input"));
        Assert.Equal(2, await database.ScalarAsync<int>("select attempts from tax.report"));
        var disposals = await again.GetStringAsync(new Uri($"/api/tax/reports/{id}/disposals.csv", UriKind.Relative));
        Assert.Equal(Trades, disposals.Count(c => c == '\n') - 1);
    }

    private static HttpClient Client(string address) => new() { BaseAddress = new Uri(new Uri(address).GetLeftPart(UriPartial.Authority)) };

    private static async Task<JsonNode> AskAsync(HttpClient http, string query)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query });
        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return json["data"] ?? throw new InvalidOperationException(json.ToJsonString());
    }

    private static async Task<JsonNode> ReportAsync(HttpClient http, string id) => (await AskAsync(http, $"{{ taxReport(id: \"{id}\") {{ state stage progress }} }}"))["taxReport"]!;

    /// <summary>A ledger with many sales, as the modules themselves make it.</summary>
    private static async Task<TestDatabase> LedgerAsync()
    {
        await using var host = await PlatformTestHost.StartAsync(Product.Parts.Modules, null, $"--SignIn:Tenant={Tenant}");
        await host.Transactions.EnsureTenantAsync(Tenant, "test", default);
        var account = new AccountId(Entity);
        await host.Database.ExecuteAsync($"insert into portfolio.legal_entity values ('{Tenant}', '{Entity}', 'Meridian LLC', 'US')");
        await PublishAsync(host, new AccountChanged(Tenant, account, new(Entity), "kraken", "Main", Removed: false));
        var day = new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero);
        await PublishAsync(host, Recorded(account, [Trade("buy", day, Trades, -100L * Trades)]));
        for (var from = 0; from < Trades; from += Page)
            await PublishAsync(host, Recorded(account, [.. Enumerable.Range(from, Page).Select(i => Trade($"s{i}", day.AddMinutes(i + 1), -1, 101 + (i % 7)))]));
        await Eventually.HoldsAsync(async () => await host.Database.ScalarAsync<long>($"select count(*) from portfolio.transactions_current where tenant_id = '{Tenant}'") == Trades + 1, "the ledger is there", TimeSpan.FromMinutes(2));
        return host.Database;
    }

    private static TransactionsRecorded Recorded(AccountId account, TransactionFact[] facts) => new(Tenant, account, "kraken", Guid.CreateVersion7(), Convert.ToHexStringLower(new byte[32]), 1, [.. facts]);

    private static TransactionFact Trade(string id, DateTimeOffset time, long btc, long usd) => new(
        id, "ledgers", time, TransactionKind.Trade, TransactionStatus.Completed, 0,
        [new("BTC", "BTC", Quantity.Parse(btc.ToString(CultureInfo.InvariantCulture)), LegRole.Principal), new("USD", "USD", Quantity.Parse(usd.ToString(CultureInfo.InvariantCulture)), LegRole.Principal)]);

    private static async Task PublishAsync<T>(PlatformTestHost host, T message)
        where T : class, IMessage
    {
        await using var transaction = await host.Transactions.BeginAsync(Tenant, default);
        await transaction.PublishAsync(message, default);
        await transaction.CommitAsync(default);
    }
}
