using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary>Makes bundles: the whole chains of accounts and the raw pages that prove their rows, or those of some transactions.</summary>
internal sealed class BundleExport(IDatabase database, IAccountArchive archive, IAuditTrail audit, TimeProvider time)
{
    private const int PageRows = 2000;

    /// <summary>Writes a bundle.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="accounts">Which chains; empty for those of the transactions, or all.</param>
    /// <param name="entries">Whose raw pages; null for all.</param>
    /// <param name="file">Where to.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<BundleSummary> WriteAsync(TenantId tenant, IReadOnlyCollection<Guid> accounts, IReadOnlySet<Guid>? entries, string file, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var heads = await HeadsAsync(tenant, accounts, entries, cancellationToken);
        await using var bundle = new BundleWriter(file, now);
        await bundle.AddAsync(BundleIndex.Member, new BundleIndex(BundleIndex.FormatName, tenant.Value, now, [.. heads.Select(h => h.Account.Value)], entries is null ? null : [.. entries.Order()]).Write(), cancellationToken);
        await bundle.AddAsync(BundleIndex.Heads, Lines(heads.Select(h => ExportedHead.Write(new(tenant, h.Account, h.Head.Number, Convert.ToHexStringLower(h.Head.Hash), now)))), cancellationToken);
        var summary = new BundleSummary(heads.Count, 0, 0, 0, "");
        foreach (var (account, head) in heads) summary = await AddAsync(bundle, tenant, account, head.Number, entries, summary, cancellationToken);
        summary = summary with { Hash = await bundle.FinishAsync(cancellationToken) };
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var act = new AuditAct("bundle.exported", summary.Hash) { Actor = AuditAct.CommandLine, Detail = $"{summary}, accounts {string.Join(' ', heads.Select(h => h.Account))}" };
        await audit.AppendAsync(transaction, act, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        bundle.Publish();
        return summary;
    }

    private async Task<List<(AccountId Account, ChainHead Head)>> HeadsAsync(TenantId tenant, IReadOnlyCollection<Guid> accounts, IReadOnlySet<Guid>? entries, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var all = await HeadSql.ReadAsync(transaction, cancellationToken);
        HashSet<Guid>? wanted = accounts.Count > 0 ? [.. accounts] : entries is null ? null : await CurrentSql.AccountsOfAsync(transaction, [.. entries], cancellationToken);
        return [.. all.Where(h => wanted?.Contains(h.Key.Value) != false).Select(h => (h.Key, h.Value)).OrderBy(h => h.Key.Value)];
    }

    private async Task<BundleSummary> AddAsync(BundleWriter bundle, TenantId tenant, AccountId account, long last, IReadOnlySet<Guid>? entries, BundleSummary summary, CancellationToken cancellationToken)
    {
        var pages = new HashSet<Guid>();
        await bundle.AddAsync(BundleIndex.LedgerOf(account.Value), RowsAsync(tenant, account, last, entries, pages, cancellationToken), cancellationToken);
        var index = new List<string>();
        await foreach (var (page, venue, raw) in archive.ReadRawAsync(tenant, account, pages, cancellationToken))
        {
            await bundle.AddAsync(BundleIndex.BodyOf(page), raw.Body, cancellationToken);
            if (raw.Metadata is not null) await bundle.AddAsync(BundleIndex.MetadataOf(page), raw.Metadata, cancellationToken);
            index.Add(new BundlePage(page, venue, raw.Endpoint, raw.Request, raw.FetchedAt, Convert.ToHexStringLower(SHA256.HashData(raw.Body.Span)), raw.Metadata is not null).Write());
        }

        await bundle.AddAsync(BundleIndex.PagesOf(account.Value), Lines(index), cancellationToken);
        return summary with { Rows = summary.Rows + last, Pages = summary.Pages + index.Count, Missing = summary.Missing + pages.Count - index.Count };
    }

    /// <summary>The lines of a chain; notes the pages that come along.</summary>
    private async IAsyncEnumerable<string> RowsAsync(TenantId tenant, AccountId account, long last, IReadOnlySet<Guid>? entries, HashSet<Guid> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        for (var after = 0L; after < last;)
        {
            var rows = await LedgerRead.AfterAsync(transaction, account, after, (int)Math.Min(PageRows, last - after), cancellationToken);
            if (rows.Count == 0) yield break;
            foreach (var row in rows)
            {
                if (row.Provenance.Page != Guid.Empty && entries?.Contains(row.Draft.EntryId) != false) pages.Add(row.Provenance.Page);
                yield return BundleRow.Write(row);
            }

            after = rows[^1].Number;
        }
    }

    private static async IAsyncEnumerable<string> Lines(IEnumerable<string> lines)
    {
        await ValueTask.CompletedTask;
        foreach (var line in lines) yield return line;
    }
}

/// <summary>What went into a bundle.</summary>
/// <param name="Accounts">Chains.</param>
/// <param name="Rows">Rows of all of them.</param>
/// <param name="Pages">Raw pages.</param>
/// <param name="Missing">Raw pages that rows name and the archive does not have.</param>
/// <param name="Hash">SHA-256 of the list of hashes.</param>
internal sealed record BundleSummary(int Accounts, long Rows, int Pages, int Missing, string Hash)
{
    public override string ToString() => $"{Accounts} chains, {Rows} rows, {Pages} raw pages" + (Missing == 0 ? "" : $", {Missing} raw pages are not in the archive");
}
