using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Audit;
using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Platform.Tests.Audit;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Database.Placed;

/// <summary>A tenant that grew large is moved to a database of its own, and back.</summary>
public sealed class MoveTests : IAsyncLifetime
{
    private static readonly TenantId Tenant = TwoDatabases.Large;
    private readonly TestModule _module = new("probe");
    private readonly TemporaryFolder _keys = new();
    private TestDatabase _vault = null!;
    private TestDatabase _main = null!;

    public async Task InitializeAsync()
    {
        _vault = await PostgresFixture.CreateEmptyAsync();
        _main = await PostgresFixture.CreateAsync(_module);
    }

    public Task DisposeAsync()
    {
        _keys.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_tenant_is_moved_with_all_its_rows_and_back_and_its_chain_verifies_at_every_place()
    {
        await RunAsync([], async host =>
        {
            foreach (var tenant in (TenantId[])[Tenant, TwoDatabases.Other]) await host.Transactions.EnsureTenantAsync(tenant, "t", CancellationToken.None);
            await SayAsync(host, "in main");
        });
        var rows = await TwoDatabases.RowsAsync(_main, Tenant);
        Assert.Equal(rows, await MoveAsync("vault"));
        Assert.Equal((0, rows), (await TwoDatabases.RowsAsync(_main, Tenant), await TwoDatabases.RowsAsync(_vault, Tenant)));
        Assert.Equal(0, await _main.ScalarAsync<long>("select count(*) from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' where c.relkind = 'r' and not c.relforcerowsecurity"));

        await RunAsync([], host => SayAsync(host, "in vault"));
        Assert.Equal(0, await MoveAsync("vault"));
        Assert.Equal(rows + 1, await MoveAsync("main"));
        await RunAsync([], host => SayAsync(host, "in main again"));
        Assert.Equal((rows + 2, 0), (await TwoDatabases.RowsAsync(_main, Tenant), await TwoDatabases.RowsAsync(_vault, Tenant)));
    }

    [Fact]
    public async Task What_a_move_that_was_stopped_left_behind_is_cleared_by_the_same_again()
    {
        await RunAsync([], host => host.Transactions.EnsureTenantAsync(Tenant, "t", CancellationToken.None));
        await RunAsync([], _ => _vault.ExecuteAsync($"insert into platform.tenants (tenant_id, name) values ('{Tenant}', 'half')"));
        Assert.Equal(2, await MoveAsync("vault"));
        await _main.ExecuteAsync($"insert into platform.tenants (tenant_id, name) values ('{Tenant}', 'left behind')");
        Assert.Equal(0, await MoveAsync("vault"));
        Assert.Equal((0, 2), (await TwoDatabases.RowsAsync(_main, Tenant), await TwoDatabases.RowsAsync(_vault, Tenant)));
    }

    [Fact]
    public async Task A_host_does_not_start_where_configuration_and_placement_do_not_fit()
    {
        await RunAsync([], host => host.Transactions.EnsureTenantAsync(Tenant, "t", CancellationToken.None));
        var placed = await Assert.ThrowsAsync<StartupException>(() => RunAsync([$"--Database:Placement:{Tenant}=vault"], _ => Task.CompletedTask));
        Assert.Contains($"run 'Host place-tenant {Tenant} vault'", placed.Message, StringComparison.Ordinal);
        await MoveAsync("vault");
        var missing = await Assert.ThrowsAsync<StartupException>(async () => await (await PlatformTestHost.StartAsync([_module], _main)).DisposeAsync());
        Assert.Contains("set Database__Placed__vault__ConnectionString", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StartupException>(() => RunAsync(["--Database:Placement:nobody=vault"], _ => Task.CompletedTask));
        await Assert.ThrowsAsync<StartupException>(() => RunAsync(["--Database:Placed:main:ConnectionString=x"], _ => Task.CompletedTask));
    }

    [Fact]
    public async Task A_host_starts_without_a_placed_database_that_is_down_and_takes_it_in_when_it_comes()
    {
        await using var server = await DatabaseServer.MakeAsync();
        await server.StopAsync();
        _vault = server.Database;
        await RunAsync([$"--Database:Placement:{Tenant}=vault"], async host =>
        {
            await host.Transactions.EnsureTenantAsync(TwoDatabases.Other, "t", CancellationToken.None);
            Assert.Equal([Tenant, TwoDatabases.Other], (await host.Transactions.ListTenantsAsync(CancellationToken.None)).OrderBy(t => t.Value));
            await Assert.ThrowsAsync<PlaceAwayException>(() => host.Transactions.EnsureTenantAsync(Tenant, "t", CancellationToken.None));
            await server.StartAsync();
            await Eventually.HoldsAsync(() => host.Services.GetRequiredService<Places>().Find("vault")!.Away is null, "it was taken in");
            await host.Transactions.EnsureTenantAsync(Tenant, "t", CancellationToken.None);
            await SayAsync(host, "late");
        });
        Assert.True(await TwoDatabases.RowsAsync(_vault, Tenant) > 0);
    }

    private async Task RunAsync(IReadOnlyList<string> words, Func<PlatformTestHost, Task> work)
    {
        await using var host = await PlatformTestHost.StartAsync([_module], _main, ["--data", _keys.Path, .. DatabaseServer.Words("vault", _vault), .. words]);
        await work(host);
    }

    private static async Task SayAsync(PlatformTestHost host, string name)
    {
        await using (var transaction = await host.Transactions.BeginAsync(Tenant, CancellationToken.None))
        {
            await host.Services.GetRequiredService<IAuditTrail>().AppendAsync(transaction, new AuditAct("probe.said", name) { Actor = "somebody" }, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        var (code, text) = await CommandRun.RunAsync(AuditCommands.Verify, host.Services);
        Assert.True(code == 0, text);
    }

    /// <summary>As the command does it, on databases of which no host runs.</summary>
    private async Task<long> MoveAsync(string to)
    {
        await using var places = new Places(
            Place.Main(new(_main.RuntimeConnectionString, _main.OwnerConnectionString), 4), [Place.Placed(new("vault", _vault.RuntimeConnectionString, _vault.OwnerConnectionString, 4))]);
        await Placement.SettleAsync(places, new Dictionary<TenantId, string>(), CancellationToken.None);
        await new PlacePreparation(places, MigrationSet.Of([_module]), migrates: true).RunAsync(CancellationToken.None);
        return await new TenantMove(places).RunAsync(Tenant, places.Find(to)!, CancellationToken.None);
    }
}
