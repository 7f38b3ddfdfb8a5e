using System.Collections.Concurrent;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>One account to be kept in sync under one lease.</summary>
/// <param name="Account">Which.</param>
/// <param name="Connector">How its venue is read.</param>
/// <param name="Epoch">The lease: the fence of all writes.</param>
internal sealed record SyncJob(ConnectedAccount Account, IVenueConnector Connector, long Epoch)
{
    private int _problemsMoved;

    /// <summary>Whose it is.</summary>
    public TenantId Tenant => Account.Tenant;

    /// <summary>The mapper that reads the pages.</summary>
    public int MapperVersion => Connector.MapperVersion;

    /// <summary>Pages told lately.</summary>
    public ToldPages Told { get; } = new();

    /// <summary>Problems of fills that were announced and have not come.</summary>
    public ConcurrentDictionary<Guid, bool> Missing { get; } = new();

    /// <summary>When the key ends, as the venue said at the last probe.</summary>
    public DateTimeOffset? KeyExpires { get; set; } = Account.KeyExpires;

    /// <summary>Whether the end of the key was made a problem.</summary>
    public bool WarnedOfExpiry { get; set; }

    /// <summary>Notes that problems were added or resolved.</summary>
    public void MoveProblems() => Volatile.Write(ref _problemsMoved, 1);

    /// <summary>Whether problems were added or resolved since the last look.</summary>
    public bool TakeProblemsMoved() => Interlocked.Exchange(ref _problemsMoved, 0) == 1;

    /// <summary>Unknown symbols already reported, so that each is reported once and not with each page.</summary>
    public ConcurrentDictionary<string, bool> FlaggedSymbols { get; } = new(StringComparer.Ordinal);
}
