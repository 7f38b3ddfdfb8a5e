using System.Text.RegularExpressions;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary>Says which raw records prove a transaction, by its id, by the id a report's line gives it, or by the venue's own.</summary>
internal sealed partial class BundleProof(BundleFile bundle, BundleCheck check)
{
    private readonly ILookup<Guid, (BundleChain Chain, LedgerRow Row)> _byId = check.Chains.SelectMany(c => c.Rows.Select(r => (c, r))).ToLookup(r => r.r.Draft.EntryId);
    private readonly ILookup<string, Guid> _byNative = check.Chains.SelectMany(c => c.Rows).ToLookup(r => r.Draft.Fact.NativeId, r => r.Draft.EntryId, StringComparer.Ordinal);

    /// <summary>Ids of report lines in a text, such as a report's file.</summary>
    public static IReadOnlyList<Guid> IdsIn(string text) => [.. ReportId().Matches(text).Select(m => Guid.ParseExact(m.Groups[1].ValueSpan, "N")).Distinct()];

    /// <summary>The proof as lines; empty when the bundle has no such transaction.</summary>
    public IEnumerable<string> Of(string id)
    {
        foreach (var group in Named(id).Distinct().Where(_byId.Contains).Select(i => _byId[i]))
        {
            var (chain, first) = group.First();
            yield return $"transaction {first.Draft.EntryId}: {first.Draft.Venue}, {first.Draft.Fact.Source} {first.Draft.Fact.NativeId}, account {chain.Account}";
            foreach (var line in group.SelectMany(r => OfRow(r.Chain, r.Row))) yield return "  " + line;
        }
    }

    private IEnumerable<string> OfRow(BundleChain chain, LedgerRow row)
    {
        var chained = $"row {row.Number} of {chain.Head.Number}, version {row.Version}, hash {Convert.ToHexStringLower(row.Hash)}";
        yield return row.Number <= chain.Anchored ? $"{chained}, below row {chain.Anchored} that was exported before" : chained;
        if (row.Provenance.Page == Guid.Empty) yield return $"  no raw record: {row.Draft.Record.ToString().ToLowerInvariant()} by {row.Draft.Actor ?? "the platform"} at {row.Provenance.RecordedAt:u}";
        else if (!check.Pages.TryGetValue(row.Provenance.Page, out var page)) yield return $"  raw page {row.Provenance.Page} is not in this bundle";
        else
        {
            yield return $"  raw page {BundleIndex.BodyOf(page.Page)}: {page.Request}, answered {page.FetchedAt:u}, SHA-256 {page.Sha256}";
            var records = RawRecord.Find(bundle.Bytes(BundleIndex.BodyOf(page.Page)), row.Draft.Fact.NativeId);
            yield return records.Count == 0 ? "  raw record: its id is made by the mapper; read it with 'Host map'" : $"  raw record {string.Join(", ", records)}";
            yield return "  " + Again(chain, row);
        }
    }

    private static string Again(BundleChain chain, LedgerRow row) => chain.Again.GetValueOrDefault(row.Number) switch
    {
        PageReadingAgain.Same => $"mapper {row.Provenance.MapperVersion} reads this transaction in it",
        PageReadingAgain.Different => $"mapper {row.Provenance.MapperVersion} reads something else in it",
        _ => $"mapper {row.Provenance.MapperVersion} is not in this program: not read again",
    };

    private IEnumerable<Guid> Named(string id) => Guid.TryParse(id, out var guid) ? [guid, .. _byNative[id]] : [.. IdsIn(id), .. _byNative[id]];

    /// <summary>Order, transaction, part: as the tax engine names its rows.</summary>
    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9a-z][0-9]*-([0-9a-f]{32})(?:\.[0-9]+)?(?![0-9A-Za-z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReportId();
}
