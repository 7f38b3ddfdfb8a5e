using System.Globalization;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Archives a balance answer and tells of it, in one transaction, under the account's fence.</summary>
internal sealed class BalanceStore(IDatabase database, PageSeals seals)
{
    private const string Stream = "balances";

    /// <summary>Commits; false when the account is in other hands.</summary>
    public async Task<bool> CommitAsync(SyncJob job, BalancePage page, bool historyComplete, CancellationToken cancellationToken)
    {
        var archived = new List<SealedPage>();
        foreach (var raw in page.Raw)
        {
            var id = DerivedId.Of("balances", job.Account.Id.ToString(), raw.Endpoint, raw.FetchedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), SealedPage.HashOf(raw));
            archived.Add(await SealedPage.MakeAsync(seals, job.Tenant, id, Stream, raw, page.Balances.Length, [], cancellationToken));
        }

        var seen = page.Balances.Select(b => b.Symbol).Distinct(StringComparer.Ordinal).ToArray();
        await using var transaction = await database.BeginAsync(job.Tenant, cancellationToken);
        var held = await transaction.ExecuteAsync(
            "update ingestion.account set seen_symbols = (select coalesce(array_agg(distinct s order by s), '{}') from unnest(seen_symbols || $3) s) where account_id = $1 and holder_epoch = $2",
            [job.Account.Id.Value, job.Epoch, seen], cancellationToken);
        if (held == 0) return false;
        foreach (var one in archived) await ArchiveAsync(transaction, job, one, cancellationToken);
        await transaction.PublishAsync(new BalancesReported(job.Tenant, job.Account.Id, job.Account.Venue, page.At, historyComplete, page.Balances.ToFacts()), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>An answer equal to the last one archived is not archived again.</summary>
    private static async Task ArchiveAsync(IDatabaseTransaction transaction, SyncJob job, SealedPage page, CancellationToken cancellationToken)
    {
        var last = await transaction.QueryAsync(
            "select sha256, page_id from ingestion.raw_page where account_id = $1 and stream = 'balances' and endpoint = $2 order by number desc limit 1",
            [job.Account.Id.Value, page.Raw.Endpoint], r => (Hash: r.GetString(0), Id: r.GetGuid(1)), cancellationToken);
        if (last.Count == 0 || (last[0].Hash != page.Hash && last[0].Id != page.Id)) await PageTable.AddAsync(transaction, job.Account.Id, page, job.MapperVersion, cancellationToken);
    }
}
