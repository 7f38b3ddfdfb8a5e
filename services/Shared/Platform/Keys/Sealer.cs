using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>Seals with the tenant's data key.</summary>
internal sealed class Sealer(IDatabase database, DataKeys keys) : ISealer
{
    public async Task<byte[]> SealAsync(TenantId tenant, string purpose, ReadOnlyMemory<byte> plain, CancellationToken cancellationToken) =>
        AesGcmBox.Seal(await KeyOfAsync(tenant, cancellationToken), plain.Span, Bind(tenant, purpose));

    public async Task<byte[]> OpenAsync(TenantId tenant, string purpose, ReadOnlyMemory<byte> sealedBytes, CancellationToken cancellationToken) =>
        AesGcmBox.Open(await KeyOfAsync(tenant, cancellationToken), sealedBytes.Span, Bind(tenant, purpose));

    private ValueTask<byte[]> KeyOfAsync(TenantId tenant, CancellationToken cancellationToken) =>
        keys.GetAsync(tenant, token => database.BeginAsync(tenant, token), cancellationToken);

    private static string Bind(TenantId tenant, string purpose) => $"{tenant}\u001f{purpose}";
}
