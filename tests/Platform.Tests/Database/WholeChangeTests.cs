using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Database;

/// <summary>Several transactions that are one.</summary>
public sealed class WholeChangeTests : IAsyncLifetime
{
    private static readonly TenantId Tenant = new(Guid.Parse("00000000-0000-8000-8000-0000000000ae"));
    private readonly List<string> _told = [];
    private PlatformTestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await PlatformTestHost.StartAsync(new TestModule("probe", _ => { }));
        await _host.Transactions.EnsureTenantAsync(Tenant, "one", default);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Parts_see_each_other_and_become_permanent_together()
    {
        var seen = await _host.Transactions.AsOneAsync(Tenant, async (whole, _) =>
        {
            await PartAsync("a", commits: true);
            await PartAsync("lost", commits: false);
            await PartAsync("b", commits: true);
            Assert.Equal(0, await StoredAsync());
            Assert.Empty(_told);
            return await _host.Transactions.ReadAsync(Tenant, new NpgsqlBatchCommand("select key from platform.idempotency_key order by key"), r => r.GetString(0), default);
        }, default);
        Assert.Equal(["a", "b"], seen);
        Assert.Equal(["a", "b"], _told);
        Assert.Equal(2, await StoredAsync());
    }

    [Fact]
    public async Task A_change_that_fails_after_a_part_was_committed_never_happened()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _host.Transactions.AsOneAsync<int>(Tenant, async (_, _) =>
        {
            await PartAsync("a", commits: true);
            throw new InvalidOperationException("a fault of the program");
        }, default));
        Assert.Equal(0, await StoredAsync());
        Assert.Empty(_told);
    }

    [Fact]
    public async Task What_begins_beside_an_open_part_or_for_another_tenant_has_a_transaction_of_its_own()
    {
        await _host.Transactions.AsOneAsync(Tenant, async (whole, _) =>
        {
            await using var part = await _host.Transactions.BeginAsync(Tenant, default);
            await using var beside = await _host.Transactions.BeginAsync(Tenant, default);
            await using var other = await _host.Transactions.BeginAsync(new TenantId(Guid.CreateVersion7()), default);
            Assert.Same(whole.Connection, part.Connection);
            Assert.NotSame(whole.Connection, beside.Connection);
            Assert.NotSame(whole.Connection, other.Connection);
            return 0;
        }, default);
        await using var after = await _host.Transactions.BeginAsync(Tenant, default);
        Assert.Equal(0, await StoredAsync());
    }

    private async Task PartAsync(string key, bool commits)
    {
        await using var part = await _host.Transactions.BeginAsync(Tenant, default);
        await using var command = new NpgsqlCommand("insert into platform.idempotency_key (tenant_id, key, actor, request_hash, answer) values ($1, $2, '', '', '')", part.Connection);
        command.Parameters.Add(new() { Value = Tenant.Value });
        command.Parameters.Add(new() { Value = key });
        await command.ExecuteNonQueryAsync();
        if (!commits) return;
        await part.CommitAsync(default);
        await part.ThenAsync(() => _told.Add(key), default);
    }

    private Task<long> StoredAsync() => _host.Database.ScalarAsync<long>("select count(*) from platform.idempotency_key");
}
