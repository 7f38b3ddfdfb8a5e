using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Audit;
using PortfolioPlatform.Platform.Keys;
using PortfolioPlatform.Platform.Tests.Audit;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Keys;

/// <summary>Data keys are wrapped under a new master key while everything goes on.</summary>
public sealed class RotationTests : IAsyncLifetime
{
    private readonly TenantId[] _tenants = [.. Enumerable.Range(0, 12).Select(_ => new TenantId(Guid.CreateVersion7()))];
    private PlatformTestHost _host = null!;

    private ISealer Sealer => _host.Services.GetRequiredService<ISealer>();

    public async Task InitializeAsync()
    {
        _host = await PlatformTestHost.StartAsync(new TestModule("probe"));
        foreach (var tenant in _tenants) await _host.Transactions.EnsureTenantAsync(tenant, "t", CancellationToken.None);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Reading_and_sealing_go_on_while_all_keys_are_wrapped_anew()
    {
        var boxes = await SealAllAsync();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(i => Task.Run(() => UseAsync(boxes, i, done.Token))).ToArray();
        for (var round = 2; round <= 4; round++)
        {
            var (code, text) = await CommandRun.RunAsync(RotateCommand.Command, _host.Services);
            Assert.Equal((0, $"12 of 12 data keys wrapped anew; all are under file:master-{round} now\n"), (code, text));
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(readers), uses => Assert.True(uses > 0));
        Assert.Equal(12, await _host.Database.ScalarAsync<long>("select count(*) from platform.data_keys where master = 'file:master-4'"));
        Assert.Equal(36, await _host.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where action = 'datakey.rewrapped'"));
        Assert.Equal(0, (await CommandRun.RunAsync(AuditCommands.Verify, _host.Services)).Code);
    }

    [Fact]
    public async Task A_rotation_that_was_stopped_in_the_middle_is_ended_by_running_it_again()
    {
        var boxes = await SealAllAsync();
        var newest = await _host.Services.GetRequiredService<IKeyService>().RenewAsync(CancellationToken.None);
        var keys = _host.Services.GetRequiredService<DataKeys>();
        foreach (var tenant in _tenants[..5])
        {
            await using var transaction = await _host.Transactions.BeginAsync(tenant, CancellationToken.None);
            Assert.True(await keys.RewrapAsync(transaction, newest, CancellationToken.None));
            await transaction.CommitAsync(CancellationToken.None);
        }

        await using (var lost = await _host.Transactions.BeginAsync(_tenants[5], CancellationToken.None)) await keys.RewrapAsync(lost, newest, CancellationToken.None);
        foreach (var (tenant, box) in boxes) Assert.Equal("words", await OpenAsync(tenant, box));
        Assert.Contains("7 of 12 data keys", (await CommandRun.RunAsync(RotateCommand.Command, _host.Services, "--resume")).Text, StringComparison.Ordinal);
        Assert.Contains("0 of 12 data keys", (await CommandRun.RunAsync(RotateCommand.Command, _host.Services, "--resume")).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.RunAsync(RotateCommand.Command, _host.Services, "--now")).Code);
    }

    private async Task<Dictionary<TenantId, byte[]>> SealAllAsync()
    {
        var boxes = new Dictionary<TenantId, byte[]>();
        foreach (var tenant in _tenants) boxes[tenant] = await Sealer.SealAsync(tenant, "p", Encoding.UTF8.GetBytes("words"), CancellationToken.None);
        return boxes;
    }

    /// <summary>As a process that opens each key for the first time would, over and over.</summary>
    private async Task<int> UseAsync(Dictionary<TenantId, byte[]> boxes, int seed, CancellationToken until)
    {
        var uses = 0;
        for (var i = seed; !until.IsCancellationRequested; i++)
        {
            var tenant = _tenants[i % _tenants.Length];
            var fresh = new Sealer(_host.Transactions, new DataKeys(_host.Services.GetRequiredService<IKeyService>()));
            Assert.Equal("words", Encoding.UTF8.GetString(await fresh.OpenAsync(tenant, "p", boxes[tenant], CancellationToken.None)));
            Assert.Equal("words", await OpenAsync(tenant, await fresh.SealAsync(tenant, "p", Encoding.UTF8.GetBytes("words"), CancellationToken.None)));
            uses++;
        }

        return uses;
    }

    private async Task<string> OpenAsync(TenantId tenant, byte[] box) => Encoding.UTF8.GetString(await Sealer.OpenAsync(tenant, "p", box, CancellationToken.None));
}
