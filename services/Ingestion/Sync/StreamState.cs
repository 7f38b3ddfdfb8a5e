using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>How far one stream has been read. The stored part is exactly what was committed last.</summary>
/// <param name="Name">The connector's name for it.</param>
/// <param name="Priority">Lower first.</param>
/// <param name="Essential">Whether the ledger is incomplete without it.</param>
internal sealed record StreamState(string Name, int Priority, bool Essential)
{
    /// <summary>The connector's own bookmark.</summary>
    public string? Cursor { get; init; }

    /// <summary>Archived pages.</summary>
    public long Pages { get; init; }

    /// <summary>Records in them.</summary>
    public long Records { get; init; }

    /// <summary>Records there should be, if known.</summary>
    public long? Expected { get; init; }

    /// <summary>Whether history is complete down to the beginning.</summary>
    public bool BackfillDone { get; init; }

    /// <summary>Not stored: nothing newer is known.</summary>
    public bool CaughtUp { get; init; }

    /// <summary>Not stored: hash of the unreadable page it is stuck at.</summary>
    public string? StuckAt { get; init; }

    /// <summary>Not stored: why the venue refuses this stream.</summary>
    public Error? Refusal { get; init; }

    /// <summary>Whether its part of the ledger is whole.</summary>
    public bool IsWhole => BackfillDone && CaughtUp && StuckAt is null && Refusal is null;
}
