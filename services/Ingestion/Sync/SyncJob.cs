using System.Collections.Concurrent;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>One account to be kept in sync under one lease.</summary>
/// <param name="Account">Which.</param>
/// <param name="Connector">How its venue is read.</param>
/// <param name="Epoch">The lease: the fence of all writes.</param>
internal sealed record SyncJob(ConnectedAccount Account, IVenueConnector Connector, long Epoch)
{
    /// <summary>Whose it is.</summary>
    public TenantId Tenant => Account.Tenant;

    /// <summary>The mapper that reads the pages.</summary>
    public int MapperVersion => Connector.MapperVersion;

    /// <summary>Unknown symbols already reported, so that each is reported once and not with each page.</summary>
    public ConcurrentDictionary<string, bool> FlaggedSymbols { get; } = new(StringComparer.Ordinal);
}
