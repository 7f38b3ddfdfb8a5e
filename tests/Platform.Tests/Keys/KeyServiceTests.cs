using Microsoft.Extensions.Configuration;
using PortfolioPlatform.Platform.Keys;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Keys;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyServiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task A_key_file_keeps_the_contract() => KeyServiceContract.HoldsAsync(Open("file:"), renews: true);

    [Fact]
    public async Task A_token_keeps_the_contract_and_its_keys_cannot_be_read_out()
    {
        var token = SoftToken.Take();
        await KeyServiceContract.HoldsAsync(Open(token.Service, ("Keys:Pin", SoftToken.Pin)), renews: true);
        await KeyServiceContract.HoldsAsync(Open(token.Service + "&key=other", ("Keys:Pin", SoftToken.Pin)), renews: true);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => KeyServiceContract.HoldsAsync(Open($"{token.Service}&key=k{i % 2}", ("Keys:Pin", SoftToken.Pin)), renews: false)));
        // A process that has logged in to a token is asked for no PIN again, so this is another one.
        Assert.Contains("refuses the PIN", Refusal(SoftToken.Take().Service, ("Keys:Pin", "0000")), StringComparison.Ordinal);
        Assert.Contains("has no token", Refusal($"pkcs11:{SoftToken.Module}?token=nobody", ("Keys:Pin", "1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vault_keeps_the_contract()
    {
        await using var vault = await KeyServer.StartAsync("vault.py");
        await KeyServiceContract.HoldsAsync(Open($"vault:{vault.Url}/transit/portfolio", ("Keys:Token", "a-token")), renews: true);
        var refused = await Assert.ThrowsAsync<KeyServiceException>(() => Open($"vault:{vault.Url}/transit/portfolio", ("Keys:Token", "wrong")).NewestAsync(CancellationToken.None));
        Assert.Equal("Vault refuses key 'portfolio' (403): permission denied", refused.Message);
        await vault.CheckAsync("vault_check.py");
    }

    [Fact]
    public async Task Aws_keeps_the_contract_and_every_request_is_signed_as_botocore_signs_it()
    {
        await using var kms = await KeyServer.StartAsync("kms.py");
        using var signer = AwsEnvironment.Use();
        await KeyServiceContract.HoldsAsync(Open($"aws:alias/portfolio?region=eu-central-1&endpoint={Uri.EscapeDataString(kms.Url)}"), renews: false);
        await Assert.ThrowsAsync<KeyServiceException>(() => Open($"aws:alias/portfolio?region=eu-central-1&endpoint={Uri.EscapeDataString(kms.Url)}").RenewAsync(CancellationToken.None));
        var unknown = await Assert.ThrowsAsync<KeyServiceException>(() => Open($"aws:alias/nobody?region=eu-central-1&endpoint={Uri.EscapeDataString(kms.Url)}").WrapAsync(KeyServiceContract.Key, "t", CancellationToken.None));
        Assert.Contains("NotFoundException", unknown.Message, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "another secret");
        var refused = await Assert.ThrowsAsync<KeyServiceException>(() => Open($"aws:alias/portfolio?region=eu-central-1&endpoint={Uri.EscapeDataString(kms.Url)}").WrapAsync(KeyServiceContract.Key, "t", CancellationToken.None));
        Assert.Contains("SignatureDoesNotMatch", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_service_is_one_line()
    {
        var port = FreePort.Next();
        using var signer = AwsEnvironment.Use();
        foreach (var service in new[] { $"vault:http://127.0.0.1:{port}/transit/portfolio", $"aws:alias/portfolio?region=eu-central-1&endpoint=http://127.0.0.1:{port}" })
        {
            var error = await Assert.ThrowsAsync<KeyServiceException>(() => Open(service, ("Keys:Token", "t")).WrapAsync(KeyServiceContract.Key, "t", CancellationToken.None));
            Assert.Contains("does not answer", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Theory]
    [InlineData("hsm:x", "begins with")]
    [InlineData("pkcs11:/nowhere.so?token=t", "cannot be loaded")]
    [InlineData("pkcs11:/nowhere.so", "needs a token")]
    [InlineData("vault:nonsense", "needs address")]
    [InlineData("vault:http://vault.example:8200/transit/k", "over https")]
    [InlineData("aws:", "needs a key")]
    [InlineData("file:/nowhere/at/all.key", "does not exist")]
    public void A_wrong_setting_is_one_line(string service, string line) => Assert.Contains(line, Refusal(service, ("Keys:Pin", "1"), ("Keys:Token", "t")), StringComparison.Ordinal);

    [Fact]
    public async Task What_an_earlier_service_wrapped_opens_while_it_is_named_as_previous()
    {
        var token = SoftToken.Take();
        var old = await Open("file:").WrapAsync(KeyServiceContract.Key, "t", CancellationToken.None);
        var both = Open(token.Service, ("Keys:Pin", SoftToken.Pin), ("Keys:Previous", "file:"));
        Assert.Equal(KeyServiceContract.Key, await both.UnwrapAsync(old, "t", CancellationToken.None));
        Assert.StartsWith("pkcs11:", (await both.WrapAsync(KeyServiceContract.Key, "t", CancellationToken.None)).Master, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => Open(token.Service, ("Keys:Pin", SoftToken.Pin)).UnwrapAsync(old, "t", CancellationToken.None));
    }

    private IKeyService Open(string service, params (string Key, string Value)[] settings) => KeySwitch.Open(
        new ConfigurationBuilder().AddInMemoryCollection([new("Keys:Service", service), .. settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))]).Build(), _folder.Path);

    private string Refusal(string service, params (string, string)[] settings) => Assert.Throws<StartupException>(() => Open(service, settings)).Message;
}
