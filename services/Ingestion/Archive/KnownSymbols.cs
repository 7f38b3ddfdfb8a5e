using System.Collections.Concurrent;
using System.Collections.Frozen;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>The symbols the asset registry knows, as last told; read again once a minute.</summary>
internal sealed class KnownSymbols(IDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private FrozenSet<string> _symbols = [];
    private DateTimeOffset _readAt;

    /// <summary>All of them; empty before the registry has spoken.</summary>
    public async ValueTask<FrozenSet<string>> AllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_symbols.Count > 0 && now - _readAt < Fresh) return _symbols;
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        _symbols = (await transaction.QueryAsync("select symbol from ingestion.known_symbol", [], r => r.GetString(0), cancellationToken)).ToFrozenSet(StringComparer.Ordinal);
        _readAt = now;
        return _symbols;
    }

    /// <summary>Symbols of a page that no row names and that were not reported for this account yet.</summary>
    public async ValueTask<IReadOnlyCollection<string>> UnknownAsync(MappedPage page, ConcurrentDictionary<string, bool> reported, CancellationToken cancellationToken)
    {
        var known = await AllAsync(cancellationToken);
        if (known.Count == 0) return [];
        return [.. page.Transactions.SelectMany(t => t.Legs).Select(l => l.Symbol).Distinct(StringComparer.Ordinal).Where(s => !known.Contains(s) && reported.TryAdd(s, true))];
    }
}
