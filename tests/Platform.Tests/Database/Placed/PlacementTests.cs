using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Audit;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Platform.Tests.Audit;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Database.Placed;

/// <summary>A large tenant has a database to itself: its rows are there and nowhere else, everything works there as in the main one, and nobody else minds when it is down.</summary>
public sealed class PlacementTests(TwoDatabases two) : IClassFixture<TwoDatabases>
{
    [Fact]
    public async Task Rows_of_a_placed_tenant_are_in_its_own_database_and_nowhere_else_and_all_others_in_the_main_one()
    {
        await two.SayAsync(TwoDatabases.Large, "large");
        await two.SayAsync(TwoDatabases.Other, "other");
        await two.HeardAsync("large");
        await two.HeardAsync("other");

        Assert.Equal((0L, 0L), (await TwoDatabases.RowsAsync(two.Host.Database, TwoDatabases.Large), await TwoDatabases.RowsAsync(two.Vault.Database, TwoDatabases.Other)));
        Assert.True(await TwoDatabases.RowsAsync(two.Vault.Database, TwoDatabases.Large) >= 5, "tenant, data key, salt, audit entry, inbox");
        Assert.True(await TwoDatabases.RowsAsync(two.Host.Database, TwoDatabases.Other) >= 5);
        Assert.True(await two.Vault.Database.ScalarAsync<bool>($"select exists (select from platform.inbox where tenant_id = '{TwoDatabases.Large}' and consumer = 'first')"));
        await Eventually.HoldsAsync(async () => await two.Vault.Database.ScalarAsync<long>("select count(*) from platform.outbox") == 0, "its outbox is empty");
    }

    [Fact]
    public async Task Row_level_security_keeps_tenants_of_one_placed_database_apart()
    {
        await using var transaction = await two.Host.Transactions.BeginAsync(TwoDatabases.Neighbour, CancellationToken.None);
        Assert.Equal(TwoDatabases.Neighbour.Value, await ScalarAsync(transaction, "select min(tenant_id::text)::uuid from platform.data_keys having count(*) = 1"));
        var foreign = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(transaction, $"insert into platform.tenants (tenant_id, name) values ('{TwoDatabases.Large}', 'foreign')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, foreign.SqlState);
        Assert.Equal([TwoDatabases.Large, TwoDatabases.Neighbour, TwoDatabases.Other], (await two.Host.Transactions.ListTenantsAsync(CancellationToken.None)).Order(Comparer<TenantId>.Create((a, b) => a.Value.CompareTo(b.Value))));
    }

    [Fact]
    public async Task Shared_rows_are_there_from_the_beginning_and_follow_with_their_newest_state()
    {
        Assert.Equal("1.000000000000000001 2026-03-02 09:00:00.000001+00", await RateAsync("early"));
        await WriteAsync("insert into probe.rate values ('late', 5, now()), ('twice', 1, now())");
        await WriteAsync("insert into probe.rate values ('twice', 2, '2026-03-02Z'), ('early', 7, '2026-03-03Z') on conflict (asset) do update set usd = excluded.usd, at = excluded.at");
        await WriteAsync("update probe.rate set usd = 3 where asset = 'twice'");

        await Eventually.HoldsAsync(async () => await RateAsync("twice") == "3 2026-03-02 00:00:00+00", "the last state is there");
        Assert.Equal("7 2026-03-03 00:00:00+00", await RateAsync("early"));
        await Eventually.HoldsAsync(async () => await two.Host.Database.ScalarAsync<long>("select count(*) from platform.relay") == 0, "nothing is on its way any more");
        Assert.Equal(await two.Host.Database.ScalarAsync<string>(All), await two.Vault.Database.ScalarAsync<string>(All));
    }

    [Fact]
    public async Task A_placed_database_that_is_down_is_told_so_holds_up_nobody_else_and_goes_on_where_it_stopped()
    {
        await two.SayAsync(TwoDatabases.Large, "before");
        await two.HeardAsync("before");
        await two.Vault.StopAsync();
        try
        {
            var refused = await Assert.ThrowsAnyAsync<NpgsqlException>(() => two.SayAsync(TwoDatabases.Large, "never"));
            Assert.True(refused.IsTransient);
            await WriteAsync("insert into probe.rate values ('meanwhile', 9, '2026-03-04Z')");
            for (var i = 0; i < 8; i++) await two.SayAsync(TwoDatabases.Other, $"meanwhile {i}");
            for (var i = 0; i < 8; i++) await two.HeardAsync($"meanwhile {i}");
            Assert.Equal([1], await two.Host.Transactions.EverywhereAsync((_, _) => Task.FromResult(new List<int> { 1 }), CancellationToken.None));
            Assert.StartsWith("does not answer, its tenants wait", (string?)(await HealthAsync())["database vault"]!["description"], StringComparison.Ordinal);
            var verified = await CommandRun.RunAsync(AuditCommands.Verify, two.Host.Services);
            Assert.Equal(1, verified.Code);
            Assert.Contains($"tenant {TwoDatabases.Large}: the database 'vault' does not answer", verified.Text, StringComparison.Ordinal);
            Assert.DoesNotContain($"tenant {TwoDatabases.Other}", verified.Text, StringComparison.Ordinal);
        }
        finally
        {
            await two.Vault.StartAsync();
        }

        await Eventually.HoldsAsync(async () => (string?)(await HealthAsync())["database vault"]!["status"] == "Healthy", "it is back");
        await two.SayAsync(TwoDatabases.Large, "after");
        await two.HeardAsync("after");
        await Eventually.HoldsAsync(async () => await RateAsync("meanwhile") is not null, "what was written meanwhile came");
        Assert.Equal(0, (await CommandRun.RunAsync(AuditCommands.Verify, two.Host.Services)).Code);
    }

    [Fact]
    public async Task A_tenant_is_not_moved_while_a_host_runs()
    {
        var refused = await Assert.ThrowsAsync<StartupException>(() => CommandRun.RunAsync(PlaceTenantCommand.Command, two.Host.Services, TwoDatabases.Other.ToString(), TwoDatabases.Name));
        Assert.Contains("stop all hosts", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.RunAsync(PlaceTenantCommand.Command, two.Host.Services, "nobody")).Code);
    }

    private const string All = "select string_agg(r::text, ';' order by asset) from probe.rate r";

    private Task<string?> RateAsync(string asset) => two.Vault.Database.ScalarAsync<string>($"set timezone = 'UTC'; select usd || ' ' || at from probe.rate where asset = '{asset}'");

    private async Task WriteAsync(string sql)
    {
        await using var transaction = await two.Host.Transactions.BeginSystemAsync(CancellationToken.None);
        await ScalarAsync(transaction, sql);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private async Task<JsonNode> HealthAsync()
    {
        using var http = new HttpClient();
        var answer = await http.GetAsync(new Uri(two.Host.Url + "/health"));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["parts"]!;
    }

    private static async Task<object?> ScalarAsync(IDatabaseTransaction transaction, string sql)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        return await command.ExecuteScalarAsync();
    }
}
