using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Audit;

/// <summary>A chain made anew from pages as each mapper reads them, row by row beside the stored one: each row from the reading of the mapper that wrote it. Pure. After a difference it goes on from the stored hash, so that each is told once.</summary>
internal sealed class ChainRebuild(ChainHead genesis, IEnumerable<TransactionsRecorded> readings, byte[] salt)
{
    private readonly Dictionary<(Guid Page, int Mapper), TransactionsRecorded> pages = readings.ToDictionary(p => (p.Page, p.MapperVersion));
    private readonly HashSet<Guid> archived = [.. readings.Select(p => p.Page)];
    private readonly CanonicalBytes bytes = new();
    private readonly Dictionary<Guid, int> versions = [];
    private readonly Dictionary<(Guid Page, int Mapper), ILookup<Guid, EntryDraft>> drafts = [];
    private readonly ImmutableArray<ReplayDifference>.Builder differences = ImmutableArray.CreateBuilder<ReplayDifference>();
    private ChainHead head = genesis;
    private long rows;
    private long reproduced;
    private long own;

    public void Take(LedgerRow row)
    {
        var version = versions[row.Draft.EntryId] = versions.GetValueOrDefault(row.Draft.EntryId) + 1;
        if (row.Provenance.Page == Guid.Empty) own++;
        else Compare(row, version);
        head = new ChainHead(row.Number, row.Hash);
    }

    public ReplayVerdict Finish() => new(rows, reproduced, own, differences.ToImmutable());

    private void Compare(LedgerRow row, int version)
    {
        rows++;
        if (!pages.TryGetValue((row.Provenance.Page, row.Provenance.MapperVersion), out var page))
        {
            Differ(row, archived.Contains(row.Provenance.Page) ? $"was read by mapper version {row.Provenance.MapperVersion}, which this program does not have" : "its page is not in the archive");
            return;
        }

        var provenance = row.Provenance with { PageHash = Convert.FromHexString(page.RawPageHash) };
        var told = DraftsOf(page, row)[row.Draft.EntryId];
        if (told.Any(d => LedgerChain.Next(bytes, head, d, version, PrivateHash(d), provenance).AsSpan().SequenceEqual(row.Hash))) reproduced++;
        else Differ(row, told.Any() ? "the archived page says something else" : "the archived page does not have it");
    }

    private ILookup<Guid, EntryDraft> DraftsOf(TransactionsRecorded page, LedgerRow row)
    {
        if (!drafts.TryGetValue((page.Page, page.MapperVersion), out var known)) drafts[(page.Page, page.MapperVersion)] = known = PageReading.Of(page, row.Provenance.RecordedAt).Drafts.ToLookup(d => d.EntryId);
        return known;
    }

    private byte[]? PrivateHash(EntryDraft draft) => PrivateText.Of(draft) is { } text ? PrivateText.Hash(salt, draft.EntryId, text) : null;

    private void Differ(LedgerRow row, string what) => differences.Add(new(row.Number, row.Draft.Fact.Source, row.Draft.Fact.NativeId, what));
}
