using System.Collections.Concurrent;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Nonces that rise within this process; across restarts they rise because the floor is the clock.</summary>
public sealed class InProcessNonceSource : INonceSource
{
    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<long> NextAsync(string keyFingerprint, long floor, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_last.AddOrUpdate(keyFingerprint, static (_, least) => least, static (_, last, least) => Math.Max(last + 1, least), floor));
}
