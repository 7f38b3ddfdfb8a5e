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
            Assert.Equal((1, 1), await keys.RewrapAsync(transaction, newest, CancellationToken.None));
            await transaction.CommitAsync(CancellationToken.None);
        }

        await using (var lost = await _host.Transactions.BeginAsync(_tenants[5], CancellationToken.None)) await keys.RewrapAsync(lost, newest, CancellationToken.None);
        foreach (var (tenant, box) in boxes) Assert.Equal("words", await OpenAsync(tenant, box));
        Assert.Contains("7 of 12 data keys", (await CommandRun.RunAsync(RotateCommand.Command, _host.Services, "--resume")).Text, StringComparison.Ordinal);
        Assert.Contains("0 of 12 data keys", (await CommandRun.RunAsync(RotateCommand.Command, _host.Services, "--resume")).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.RunAsync(RotateCommand.Command, _host.Services, "--now")).Code);
    }

    [Fact]
    public async Task New_data_keys_seal_from_then_on_and_old_ones_open_what_they_sealed()
    {
        var (boxes, other) = (await SealAllAsync(), Cold());
        foreach (var (tenant, box) in boxes) Assert.Equal("words", Encoding.UTF8.GetString(await other.OpenAsync(tenant, "p", box, CancellationToken.None)));
        Assert.Equal((0, "12 of 24 data keys wrapped anew; all are under file:master-2 now; 12 new data keys made\n"), await CommandRun.RunAsync(RotateCommand.Command, _host.Services, "--data-keys"));
        Assert.Equal((0, "0 of 24 data keys wrapped anew; all are under file:master-2 now; 0 new data keys made\n"), await CommandRun.RunAsync(RotateCommand.Command, _host.Services, "--data-keys", "--resume"));

        foreach (var (tenant, box) in boxes)
        {
            var newer = await Cold().SealAsync(tenant, "p", Encoding.UTF8.GetBytes("words"), CancellationToken.None);
            Assert.Equal((1, 2), (AesGcmBox.NumberOf(box), AesGcmBox.NumberOf(newer)));
            // A process that had opened the tenant's keys before meets a box of a key it does not know yet, and still opens the old ones.
            Assert.Equal("words", Encoding.UTF8.GetString(await other.OpenAsync(tenant, "p", newer, CancellationToken.None)));
            Assert.Equal("words", await OpenAsync(tenant, box));
            await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => other.OpenAsync(tenant, "p", (byte[])[2, 0, 0, 0, 9, .. newer[5..]], CancellationToken.None));
        }

        Assert.Equal(12, await _host.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where action = 'datakey.renewed'"));
        Assert.Equal(0, (await CommandRun.RunAsync(AuditCommands.Verify, _host.Services)).Code);
    }

    [Fact]
    public async Task A_process_seals_with_a_newer_data_key_a_minute_after_another_made_it()
    {
        var clock = new Later();
        var reading = _host.Services.GetRequiredService<KeyReading>();
        var sealer = new Sealer(reading, new DataKeys(_host.Services.GetRequiredService<IKeyService>(), clock));
        async Task<int> SealedByAsync() => AesGcmBox.NumberOf(await sealer.SealAsync(_tenants[0], "p", new byte[3], CancellationToken.None));
        Assert.Equal(1, await SealedByAsync());
        await CommandRun.RunAsync(RotateCommand.Command, _host.Services, "--data-keys");
        Assert.Equal(1, await SealedByAsync());
        clock.By = TimeSpan.FromSeconds(61);
        Assert.Equal(2, await SealedByAsync());
    }

    private Sealer Cold() => new(_host.Services.GetRequiredService<KeyReading>(), new DataKeys(_host.Services.GetRequiredService<IKeyService>(), TimeProvider.System));

    private sealed class Later : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override long GetTimestamp() => base.GetTimestamp() + (long)(By.TotalSeconds * TimestampFrequency);
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
            var fresh = Cold();
            Assert.Equal("words", Encoding.UTF8.GetString(await fresh.OpenAsync(tenant, "p", boxes[tenant], CancellationToken.None)));
            Assert.Equal("words", await OpenAsync(tenant, await fresh.SealAsync(tenant, "p", Encoding.UTF8.GetBytes("words"), CancellationToken.None)));
            uses++;
        }

        return uses;
    }

    private async Task<string> OpenAsync(TenantId tenant, byte[] box) => Encoding.UTF8.GetString(await Sealer.OpenAsync(tenant, "p", box, CancellationToken.None));
}
