using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform;

/// <summary>The archive of what venues answered, mapped again without any network: what a rebuild of the ledger reads. Offered by the module that owns the archive.</summary>
public interface IAccountArchive
{
    /// <summary>An account's archived history pages in the order they were committed, mapped by every mapper of this program that may have read them.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A page was changed in the database, or the tenant's key was destroyed.</exception>
    IAsyncEnumerable<ArchivedPage> ReadAsync(TenantId tenant, AccountId account, CancellationToken cancellationToken);

    /// <summary>The bytes themselves of some of an account's history pages, in the order they were committed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A page was changed in the database, or the tenant's key was destroyed.</exception>
    IAsyncEnumerable<RawArchivedPage> ReadRawAsync(TenantId tenant, AccountId account, IReadOnlySet<Guid> pages, CancellationToken cancellationToken);
}

/// <summary>Reads raw pages as the venues' mappers do, without network or database. Offered by the module that owns the mappers.</summary>
public interface IRawPageReader
{
    /// <summary>What a page means to one version of its venue's mapper.</summary>
    /// <returns>The transactions in page order; null when this program does not have that mapper.</returns>
    ImmutableArray<TransactionFact>? Read(string venue, int mapperVersion, RawPageBytes raw);
}

/// <summary>A page as the venue sent it.</summary>
/// <param name="Endpoint">The endpoint's name as the mapper knows it.</param>
/// <param name="Request">Method, path and query without secrets.</param>
/// <param name="FetchedAt">When it was answered.</param>
/// <param name="Body">The bytes of the answer.</param>
/// <param name="Metadata">What else the mapper read; null if nothing.</param>
public sealed record RawPageBytes(string Endpoint, string Request, DateTimeOffset FetchedAt, ReadOnlyMemory<byte> Body, string? Metadata);

/// <summary>A page of the archive, opened.</summary>
/// <param name="Page">Its id, as in <see cref="TransactionsRecorded.Page"/>.</param>
/// <param name="Venue">Where it came from.</param>
/// <param name="Raw">What was sent.</param>
public sealed record RawArchivedPage(Guid Page, string Venue, RawPageBytes Raw);

/// <summary>One archived page, mapped again.</summary>
/// <param name="Page">Its id, as in <see cref="TransactionsRecorded.Page"/>.</param>
/// <param name="Venue">Where it came from.</param>
/// <param name="RawPageHash">SHA-256 of the bytes as they are now, lower-case hex.</param>
/// <param name="RecordedHash">The same as it was noted when the page came in; another one means the bytes changed since.</param>
/// <param name="RecordedMapperVersion">The mapper that read it first.</param>
/// <param name="MapperVersion">The mapper that read it now.</param>
/// <param name="Transactions">What it means now, in page order.</param>
public sealed record ArchivedPage(
    Guid Page, string Venue, string RawPageHash, string RecordedHash, int RecordedMapperVersion, int MapperVersion, ImmutableArray<TransactionFact> Transactions)
{
    /// <summary>Whether the mapper that read it first is the one of this program, so that every hash must come out the same.</summary>
    public bool IsSameMapper => RecordedMapperVersion == MapperVersion;

    /// <summary>What earlier mappers that are still here read in it, by their version.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<TransactionFact>> Earlier { get; init; } = ImmutableDictionary<int, ImmutableArray<TransactionFact>>.Empty;
}
