using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary>Reads raw pages with the mappers that read them first, and holds rows against the result. A salted hash of private words cannot be made again without the salt; that there is one can be seen.</summary>
internal sealed class PageAgain(BundleFile bundle, IRawPageReader? reader, TenantId tenant, AccountId account)
{
    private readonly CanonicalBytes _bytes = new();
    private readonly Dictionary<(Guid Page, int Mapper), ILookup<Guid, EntryDraft>?> _read = [];

    public PageReadingAgain Compare(BundlePage page, LedgerRow row)
    {
        var key = (page.Page, row.Provenance.MapperVersion);
        if (!_read.TryGetValue(key, out var drafts)) _read[key] = drafts = Read(page, row);
        if (drafts is null) return PageReadingAgain.NoMapper;
        var stored = CanonicalEntry.Fingerprint(_bytes, row.Draft, row.PrivateHash);
        return drafts[row.Draft.EntryId].Any(d => PrivateText.Of(d) is null == row.PrivateHash is null && CanonicalEntry.Fingerprint(_bytes, d, row.PrivateHash).AsSpan().SequenceEqual(stored))
            ? PageReadingAgain.Same
            : PageReadingAgain.Different;
    }

    private ILookup<Guid, EntryDraft>? Read(BundlePage page, LedgerRow row)
    {
        try
        {
            return Map(page, row);
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidOperationException or InvalidDataException)
        {
            // What the mapper read beside the page is no such thing.
            return Array.Empty<EntryDraft>().ToLookup(d => d.EntryId);
        }
    }

    private ILookup<Guid, EntryDraft>? Map(BundlePage page, LedgerRow row)
    {
        var metadata = page.HasMetadata ? bundle.Text(BundleIndex.MetadataOf(page.Page)) : null;
        var raw = new RawPageBytes(page.Endpoint, page.Request, page.FetchedAt, bundle.Bytes(BundleIndex.BodyOf(page.Page)), metadata);
        if (reader?.Read(page.Venue, row.Provenance.MapperVersion, raw) is not { } facts) return null;
        var told = new TransactionsRecorded(tenant, account, page.Venue, page.Page, page.Sha256, row.Provenance.MapperVersion, facts);
        return PageReading.Of(told, row.Provenance.RecordedAt).Drafts.ToLookup(d => d.EntryId);
    }
}

/// <summary>What reading a raw page again gave for a row.</summary>
internal enum PageReadingAgain
{
    /// <summary>This program does not have the mapper that read it.</summary>
    NoMapper = 0,

    /// <summary>The same transaction.</summary>
    Same,

    /// <summary>Something else.</summary>
    Different,
}
