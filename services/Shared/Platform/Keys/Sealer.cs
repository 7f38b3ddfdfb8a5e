using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>Seals with the tenant's newest data key, and opens with the one that sealed.</summary>
internal sealed class Sealer(KeyReading reading, DataKeys keys) : ISealer
{
    public async Task<byte[]> SealAsync(TenantId tenant, string purpose, ReadOnlyMemory<byte> plain, CancellationToken cancellationToken)
    {
        var (number, key) = await keys.NewestAsync(tenant, reading, cancellationToken);
        return AesGcmBox.Seal(key, plain.Span, Bind(tenant, purpose), number);
    }

    public async Task<byte[]> OpenAsync(TenantId tenant, string purpose, ReadOnlyMemory<byte> sealedBytes, CancellationToken cancellationToken) =>
        AesGcmBox.Open(await keys.FindAsync(tenant, AesGcmBox.NumberOf(sealedBytes.Span), reading, cancellationToken), sealedBytes.Span, Bind(tenant, purpose));

    private static string Bind(TenantId tenant, string purpose) => $"{tenant}\u001f{purpose}";
}
