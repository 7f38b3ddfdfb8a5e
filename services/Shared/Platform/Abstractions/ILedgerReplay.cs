using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform;

/// <summary>The ledger's side of <c>Host replay</c>: whoever owns the archive maps its pages again and hands them here; the ledger says what they prove.</summary>
public interface ILedgerReplay
{
    /// <summary>Rebuilds the chain of an account from pages mapped by every mapper there is (one entry for each page and mapper version), and holds it against the ledger hash by hash: each row
    /// from the reading of the mapper that wrote it. Rows of a mapper that is not there are told as differences.</summary>
    Task<ReplayVerdict> CompareAsync(TenantId tenant, AccountId account, IReadOnlyCollection<TransactionsRecorded> pages, CancellationToken cancellationToken);

    /// <summary>Says what pages mapped by the current mappers would add; with <paramref name="accept"/> adds it, as new versions.</summary>
    Task<ReplayVerdict> ReviseAsync(TenantId tenant, AccountId account, IReadOnlyCollection<TransactionsRecorded> pages, bool accept, CancellationToken cancellationToken);
}

/// <summary>What a replay found.</summary>
/// <param name="Rows">Rows of the ledger that came from the archive.</param>
/// <param name="Reproduced">Of these, rows whose hash was reproduced.</param>
/// <param name="Own">Rows people and the platform itself made; they are in no archive and are taken from the ledger.</param>
/// <param name="Differences">What differs, one line each.</param>
public sealed record ReplayVerdict(long Rows, long Reproduced, long Own, ImmutableArray<ReplayDifference> Differences)
{
    /// <summary>Whether the archive alone gives the ledger.</summary>
    public bool IsExact => Differences.IsEmpty && Rows == Reproduced;
}

/// <summary>One difference.</summary>
/// <param name="Number">Row of the ledger, or null for something that is not in it.</param>
/// <param name="Source">Record family.</param>
/// <param name="NativeId">The venue's id.</param>
/// <param name="What">One sentence.</param>
public sealed record ReplayDifference(long? Number, string Source, string NativeId, string What);
