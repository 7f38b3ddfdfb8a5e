using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>Every mutation and every export is an audit entry.</summary>
[Collection(AuditedHostStories.Name)]
public sealed class AuditTests(AuditedHost host)
{
    [Fact]
    public async Task Every_mutation_of_the_schema_leaves_an_entry_whether_it_was_granted_or_refused()
    {
        var silent = new List<string>();
        var mutations = SampleInputs.Schema().MutationType!.Fields.Values.ToArray();
        Assert.True(mutations.Length >= 20);
        foreach (var mutation in mutations)
        {
            var input = mutation.Arguments.Single(a => a.Name == "input");
            var variables = new JsonObject { ["input"] = SampleInputs.Of(input.Type) };
            var query = $"mutation($input: {input.Type}) {{ {mutation.Name}(input: $input) {{ __typename }} }}";
            var answer = await (await host.Http.PostAsJsonAsync("/graphql", new { query, variables })).Content.ReadAsStringAsync();
            if (await host.EntriesAsync("mutation." + mutation.Name) != 1) silent.Add($"{mutation.Name}: {answer}");
        }

        Assert.Empty(silent);
    }

    [Fact]
    public async Task A_change_asked_for_by_a_route_and_refused_is_an_entry_and_a_look_is_none()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.PostAsync($"/api/accounts/{Guid.CreateVersion7()}/pause", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync($"/api/tax/reports/{Guid.CreateVersion7()}/gains.csv")).StatusCode);
        Assert.Equal(1, await host.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where action = 'request.refused' and subject like 'POST /api/accounts/{id%' and outcome = '404'"));
        Assert.Equal(1, await host.EntriesAsync("request.refused"));
    }

    [Fact]
    public async Task A_downloaded_report_is_an_entry_and_one_that_is_not_there_is_none()
    {
        var report = Guid.CreateVersion7();
        await host.Database.ExecuteAsync($"insert into tax.report_file values ('{DemoTenant.Tenant}', '{report}', 'gains.csv', false, 'a,b', '')");
        using (var file = await host.Http.GetAsync($"/api/tax/reports/{report}/gains.csv"))
        {
            Assert.Equal("a,b", await file.Content.ReadAsStringAsync());
            Assert.Equal(("text/csv", "attachment", true), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.DispositionType, file.Headers.CacheControl!.NoStore));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync($"/api/tax/reports/{report}/other.csv")).StatusCode);
        Assert.Equal(1, await host.EntriesAsync("report.downloaded"));
        Assert.Equal(1, await host.Database.ScalarAsync<long>($"select count(*) from platform.audit_entry where subject = '{report}' and outcome = 'done'"));
    }

    [Fact]
    public async Task Commands_that_take_something_out_are_entries_of_the_tenants_they_took_it_from()
    {
        var account = await BookedAsync();
        var folder = host.Folder;
        Assert.Equal(0, (await host.RunBesideAsync("export-heads", Path.Combine(folder, "heads.jsonl"))).Code);
        Assert.Equal(0, (await host.RunBesideAsync("export-bundle", Path.Combine(folder, "books.zip"))).Code);
        Assert.Equal(0, (await host.RunBesideAsync("export-anchors", Path.Combine(folder, "anchors.jsonl"))).Code);
        await host.RunAsync("replay", "--account", account.ToString());
        foreach (var action in (string[])["heads.exported", "bundle.exported", "anchors.exported", "ledger.replayed"]) Assert.True(await host.EntriesAsync(action) == 1, action);

        var verified = await host.RunBesideAsync("verify-audit", "--anchors", Path.Combine(folder, "anchors.jsonl"));
        Assert.True(verified.Code == 0, verified.Text);
        Assert.Equal(0, (await host.RunBesideAsync("verify-bundle", Path.Combine(folder, "books.zip"), "--heads", Path.Combine(folder, "heads.jsonl"))).Code);
    }

    /// <summary>An account with a row that no venue sent, so that there is a chain.</summary>
    private async Task<AccountId> BookedAsync()
    {
        var (database, account) = (host.Services.GetRequiredService<IDatabase>(), new AccountId(Guid.CreateVersion7()));
        await using var transaction = await database.BeginAsync(DemoTenant.Tenant, CancellationToken.None);
        var fact = new TransactionFact("d1", "ledgers", new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), TransactionKind.Deposit, TransactionStatus.Completed, 0, [new LegFact("BTC", "BTC", 1, LegRole.Principal)]);
        await transaction.PublishAsync(new TransactionsRecorded(DemoTenant.Tenant, account, "kraken", Guid.Empty, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([])), 0, [fact]), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        await Eventually.HoldsAsync(async () => await host.Database.ScalarAsync<long>($"select count(*) from portfolio.ledger_entry where account_id = '{account}'") == 1, "it is booked");
        return account;
    }
}
