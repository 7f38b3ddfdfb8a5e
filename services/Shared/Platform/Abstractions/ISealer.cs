using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform;

/// <summary>Seals bytes with the tenant's data key (AES-256-GCM), which itself is wrapped by the key service. Destroying the data key erases the tenant.</summary>
public interface ISealer
{
    /// <summary>Seals; <paramref name="purpose"/> is authenticated with it, so a sealed value cannot be moved to another place.</summary>
    Task<byte[]> SealAsync(TenantId tenant, string purpose, ReadOnlyMemory<byte> plain, CancellationToken cancellationToken);

    /// <summary>Opens what <see cref="SealAsync"/> made.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Changed, of another tenant, or for another purpose.</exception>
    Task<byte[]> OpenAsync(TenantId tenant, string purpose, ReadOnlyMemory<byte> sealedBytes, CancellationToken cancellationToken);
}
