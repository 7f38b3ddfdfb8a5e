using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>Seals and opens what the archive keeps, bound to the place it is kept at.</summary>
internal sealed class PageSeals(ISealer sealer)
{
    public Task<byte[]> SealBodyAsync(TenantId tenant, Guid page, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => sealer.SealAsync(tenant, $"page:{page}", body, cancellationToken);

    public Task<byte[]> OpenBodyAsync(TenantId tenant, Guid page, byte[] box, CancellationToken cancellationToken) => sealer.OpenAsync(tenant, $"page:{page}", box, cancellationToken);

    public Task<byte[]> SealTextAsync(TenantId tenant, string purpose, string text, CancellationToken cancellationToken) => sealer.SealAsync(tenant, purpose, Encoding.UTF8.GetBytes(text), cancellationToken);

    public async Task<string> OpenTextAsync(TenantId tenant, string purpose, byte[] box, CancellationToken cancellationToken) => Encoding.UTF8.GetString(await sealer.OpenAsync(tenant, purpose, box, cancellationToken));

    public static string MetadataOf(Guid page) => $"metadata:{page}";

    public static string ProblemOf(Guid page, int ordinal) => $"problem:{page}:{ordinal}";

    public static string CursorOf(AccountId account, string stream) => $"cursor:{account}:{stream}";
}
