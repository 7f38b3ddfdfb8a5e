using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Keys;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Keys;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SealerTests : IAsyncLifetime
{
    private static readonly TenantId Other = new(Guid.Parse("00000000-0000-8000-8000-00000000cafe"));
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("an address");
    private PlatformTestHost _host = null!;

    private ISealer Sealer => _host.Services.GetRequiredService<ISealer>();

    public async Task InitializeAsync()
    {
        _host = await PlatformTestHost.StartAsync(new TestModule("probe"));
        await _host.Transactions.EnsureTenantAsync(DemoTenant.Tenant, "demo", CancellationToken.None);
        await _host.Transactions.EnsureTenantAsync(Other, "other", CancellationToken.None);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task What_was_sealed_opens_again_and_looks_different_each_time()
    {
        var first = await Sealer.SealAsync(DemoTenant.Tenant, "page", Plain, CancellationToken.None);
        var second = await Sealer.SealAsync(DemoTenant.Tenant, "page", Plain, CancellationToken.None);
        Assert.NotEqual(first, second);
        Assert.Equal(Plain, await Sealer.OpenAsync(DemoTenant.Tenant, "page", first, CancellationToken.None));
    }

    [Fact]
    public async Task Making_a_tenant_again_keeps_its_key()
    {
        var box = await Sealer.SealAsync(DemoTenant.Tenant, "page", Plain, CancellationToken.None);
        await _host.Transactions.EnsureTenantAsync(DemoTenant.Tenant, "demo", CancellationToken.None);
        Assert.Equal(Plain, await Sealer.OpenAsync(DemoTenant.Tenant, "page", box, CancellationToken.None));
    }

    [Fact]
    public async Task A_sealed_value_opens_for_no_other_tenant_purpose_or_content()
    {
        var box = await Sealer.SealAsync(DemoTenant.Tenant, "page", Plain, CancellationToken.None);
        await RefusedAsync(Other, "page", box);
        await RefusedAsync(DemoTenant.Tenant, "credential", box);
        for (var i = 0; i < box.Length; i++)
        {
            var changed = box.ToArray();
            changed[i] ^= 1;
            await RefusedAsync(DemoTenant.Tenant, "page", changed);
        }

        await RefusedAsync(DemoTenant.Tenant, "page", box[..10]);
    }

    [Fact]
    public async Task Without_a_data_key_nothing_opens()
    {
        await RefusedAsync(new TenantId(Guid.Parse("00000000-0000-8000-8000-0000000000ff")), "page", new byte[40]);
    }

    [Fact]
    public async Task The_key_file_is_made_once_for_its_owner_alone()
    {
        using var folder = new TemporaryFolder();
        var box = await KeySwitch.Open(Configuration(null), folder.Path).WrapAsync(Plain, "t", CancellationToken.None);
        var path = Path.Combine(folder.Path, "keys", "master.key");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(Plain, await KeySwitch.Open(Configuration(path), folder.Path).UnwrapAsync(box, "t", CancellationToken.None));
    }

    [Fact]
    public void A_key_file_that_is_missing_open_to_others_or_no_key_is_refused_with_one_line()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "key");
        Assert.Contains("does not exist", Refusal(path), StringComparison.Ordinal);
        File.WriteAllText(path, "short");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Refusal(path), StringComparison.Ordinal);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains("256-bit", Refusal(path), StringComparison.Ordinal);

        string Refusal(string file) => Assert.Throws<StartupException>(() => KeySwitch.Open(Configuration(file), folder.Path)).Message;
    }

    private static IConfiguration Configuration(string? file) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Keys:File", file)]).Build();

    private Task RefusedAsync(TenantId tenant, string purpose, byte[] box) =>
        Assert.ThrowsAnyAsync<CryptographicException>(() => Sealer.OpenAsync(tenant, purpose, box, CancellationToken.None));
}
