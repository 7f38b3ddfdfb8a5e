using System.Diagnostics;
using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Benchmarks.Import;

/// <summary>An account whose history comes as fast as it is taken; its archive may run some pages ahead of the ledger.</summary>
internal sealed class ImportAccount(AccountId id, PageStore store)
{
    private const int Ahead = 12;
    private readonly SemaphoreSlim room = new(Ahead, int.MaxValue);
    private readonly SyncJob job = new(new ConnectedAccount(ImportTarget.Tenant, id, new(id.Value), "binance", "bench"), Venues.Find("binance")!, 1);

    public AccountId Id => id;

    /// <summary>Transactions in the archive.</summary>
    public long Archived { get; set; }

    /// <summary>A page has reached the ledger (of this account or another: they go at the same pace).</summary>
    public void Room()
    {
        if (room.CurrentCount < Ahead) room.Release();
    }

    public async Task ArchiveAsync(int count, int page, Action<string, double> took, CancellationToken cancellationToken)
    {
        var state = new StreamState("myTrades:BTCUSDT", 1, true) { Pages = Archived, Records = Archived };
        for (var end = Archived + count; Archived < end;)
        {
            await room.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
            var raw = ImportPages.Of(Archived, (int)Math.Min(page, end - Archived));
            var began = Stopwatch.GetTimestamp();
            var mapped = job.Connector.Map(raw.Endpoint, raw.Body, raw.Metadata);
            took("1 page parsed and mapped", Stopwatch.GetElapsedTime(began).TotalSeconds);
            Archived += mapped.RecordCount;
            began = Stopwatch.GetTimestamp();
            state = await store.CommitAsync(job, state, new HistoryPage(raw, mapped, Archived.ToString(CultureInfo.InvariantCulture), false, false, null), cancellationToken)
                ?? throw new InvalidOperationException("The account is in other hands.");
            took("2 page sealed, archived, outbox, commit", Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
    }
}
