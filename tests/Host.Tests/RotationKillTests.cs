using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>kill -9 of <c>Host rotate-keys</c> while the product runs.</summary>
[Collection(AuditedHostStories.Name)]
public sealed class RotationKillTests(AuditedHost host)
{
    private const string Done = "select count(distinct tenant_id) from platform.data_keys where number = 2";

    [Fact]
    public async Task Killed_in_the_middle_everything_can_be_read_and_a_second_run_ends_it()
    {
        var tenants = Enumerable.Range(0, 6).Select(_ => new TenantId(Guid.CreateVersion7())).ToArray();
        foreach (var tenant in tenants) await host.Services.GetRequiredService<IDatabase>().EnsureTenantAsync(tenant, "t", CancellationToken.None);
        var sealer = host.Services.GetRequiredService<ISealer>();
        var boxes = new Dictionary<TenantId, byte[]>();
        foreach (var tenant in tenants) boxes[tenant] = await sealer.SealAsync(tenant, "p", "words"u8.ToArray(), CancellationToken.None);

        await KillAtAsync(tenants[3]);

        Assert.InRange(await host.Database.ScalarAsync<long>(Done), 1, 4);
        foreach (var (tenant, box) in boxes) await OpensAsync(tenant, box);
        Assert.Equal(0, (await host.RunBesideAsync("verify-audit")).Code);
        var second = await host.RunBesideAsync("rotate-keys", "--data-keys", "--resume");
        Assert.True(second.Code == 0, second.Text);
        Assert.Equal(7, await host.Database.ScalarAsync<long>(Done));
        Assert.Equal(1, await host.Database.ScalarAsync<long>("select count(distinct master) from platform.data_keys"));
        Assert.Equal(14, await host.Database.ScalarAsync<long>("select count(*) from platform.data_keys"));
        Assert.Contains("0 new data keys made", (await host.RunBesideAsync("rotate-keys", "--data-keys", "--resume")).Text, StringComparison.Ordinal);
        foreach (var (tenant, box) in boxes) await OpensAsync(tenant, box);
        Assert.Equal(0, (await host.RunBesideAsync("verify-audit")).Code);

        async Task OpensAsync(TenantId tenant, byte[] box) => Assert.Equal("words", Encoding.UTF8.GetString(await sealer.OpenAsync(tenant, "p", box, CancellationToken.None)));
    }

    /// <summary>Lets a rotation run up to a tenant, whose key is held, and kills it there.</summary>
    private async Task KillAtAsync(TenantId held)
    {
        await using var connection = new NpgsqlConnection(host.Database.SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"select 1 from platform.data_keys where tenant_id = '{held}' for update", connection)) await hold.ExecuteNonQueryAsync();
        await using var rotation = HostProcess.Start("rotate-keys", "--data-keys", "--data", host.Folder);
        await Eventually.HoldsAsync(
            async () => await host.Database.ScalarAsync<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%platform.data_keys%for update%'") > 0, "the rotation waits at the held key", TimeSpan.FromSeconds(60));
        rotation.Kill();
        await transaction.RollbackAsync();
    }
}
