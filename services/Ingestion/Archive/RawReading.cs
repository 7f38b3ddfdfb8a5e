using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>What a raw page means to a mapper, with the last look every page gets. Pure.</summary>
internal static class RawReading
{
    public static ImmutableArray<TransactionFact> Read(PageMapper map, RawPageBytes raw) =>
        [.. PageCheck.Apply(map(raw.Endpoint, raw.Body, raw.Metadata), raw.FetchedAt, []).Transactions.Select(t => t.ToFact())];

    /// <summary>The same to the mapper of one version; null when it is not in this program.</summary>
    public static ImmutableArray<TransactionFact>? Read(string venue, int mapperVersion, RawPageBytes raw)
    {
        if (Venues.Find(venue) is not { } connector) return null;
        if (connector.MapperVersion == mapperVersion) return Read(connector.Map, raw);
        return connector.OlderMappers.TryGetValue(mapperVersion, out var older) ? Read(older, raw) : null;
    }
}
