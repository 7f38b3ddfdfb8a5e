using System.Security.Cryptography;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>The configured key service, and those that were configured before and still hold keys that are not wrapped anew.</summary>
internal sealed class KeyServices(IKeyService current, IReadOnlyList<IKeyService> previous) : IKeyService
{
    public Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> key, string context, CancellationToken cancellationToken) => current.WrapAsync(key, context, cancellationToken);

    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, string context, CancellationToken cancellationToken) =>
        Find(wrapped.Master).UnwrapAsync(wrapped, context, cancellationToken);

    public Task<string> NewestAsync(CancellationToken cancellationToken) => current.NewestAsync(cancellationToken);

    public Task<string> RenewAsync(CancellationToken cancellationToken) => current.RenewAsync(cancellationToken);

    public bool Holds(string master) => current.Holds(master) || previous.Any(p => p.Holds(master));

    private IKeyService Find(string master) => current.Holds(master) ? current : previous.FirstOrDefault(p => p.Holds(master))
        ?? throw new CryptographicException($"No configured key service has master key '{(master.Length == 0 ? "of the key file" : master)}': name its service in Keys__Previous.");
}
