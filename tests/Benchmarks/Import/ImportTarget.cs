using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PortfolioPlatform.Ingestion;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Portfolio;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Benchmarks.Import;

/// <summary>The shipped schema on the embedded server with durable settings, archive, outbox, bus and ledger; of the background work only what carries messages.</summary>
internal sealed class ImportTarget(ServiceProvider services, DatabaseLink link, string folder) : IAsyncDisposable
{
    private readonly IDatabase database = services.GetRequiredService<IDatabase>();
    private readonly IHostedService[] bus = [.. services.GetServices<IHostedService>().Where(s => s.GetType().FullName!.Contains("MassTransit", StringComparison.Ordinal) || s.GetType().Namespace!.EndsWith(".Bus", StringComparison.Ordinal))];
    private readonly MeterListener meters = new();
    private ImportAccount[] accounts = [];

    public static TenantId Tenant { get; } = new(DerivedId.Of("bench", "tenant"));

    public bool DeleteOnClose { get; set; }

    /// <summary>Seconds by stage, over all accounts.</summary>
    public ConcurrentDictionary<string, double> Stages { get; } = new();

    public static async Task<ImportTarget> OpenAsync(string folder, int count, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().Build();
        var link = await DatabaseLink.OpenAsync(configuration, folder, mayShare: false, TimeProvider.System, cancellationToken);
        IModule[] modules = [new IngestionModule(), new PortfolioModule()];
        await Migrator.MigrateAsync(link.Logins, MigrationSet.Of(modules), cancellationToken);
        var collection = new ServiceCollection();
        collection.AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(new DemoMode(false)).AddSingleton(new MarketTime(TimeProvider.System));
        PlatformServices.Add(collection, configuration, link, folder);
        foreach (var module in modules) module.AddWorker(collection, PlatformServices.ContextOf(module, configuration, null));
        PlatformServices.AddBus(collection, configuration, link.Places, new HostParts(modules, []));
        var target = new ImportTarget(collection.BuildServiceProvider(), link, folder);
        await target.StartAsync(count, cancellationToken);
        return target;
    }

    /// <summary>Transactions in the ledger.</summary>
    public async Task<int> HeldAsync(CancellationToken cancellationToken) => (int)(long)(await AskAsync("select coalesce(sum(number), 0)::bigint from portfolio.account_head", cancellationToken))!;

    /// <summary>Imports further transactions; ends when the last is in the ledger and the outbox is empty.</summary>
    public async Task<TimeSpan> ImportAsync(int count, int page, CancellationToken cancellationToken)
    {
        var (began, goal) = (Stopwatch.GetTimestamp(), await HeldAsync(cancellationToken) + count);
        await Task.WhenAll(accounts.Select((a, i) => Task.Run(() => a.ArchiveAsync((count / accounts.Length) + (i == 0 ? count % accounts.Length : 0), page, Took, cancellationToken), cancellationToken)));
        while (await HeldAsync(cancellationToken) < goal || (bool)(await AskAsync("select exists (select from platform.outbox)", cancellationToken))!) await Task.Delay(10, cancellationToken);
        return Stopwatch.GetElapsedTime(began);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var each in bus.Reverse()) await each.StopAsync(CancellationToken.None);
        meters.Dispose();
        await services.DisposeAsync();
        await link.DisposeAsync();
        if (DeleteOnClose) Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync(int count, CancellationToken cancellationToken)
    {
        await database.EnsureTenantAsync(Tenant, "bench", cancellationToken);
        await AskAsync("insert into ingestion.known_symbol values ('BTC'), ('USDT'), ('BNB') on conflict do nothing", cancellationToken);
        accounts = [.. Enumerable.Range(0, count).Select(i => new ImportAccount(new(DerivedId.Of("bench", $"account {i}")), services.GetRequiredService<PageStore>()))];
        foreach (var account in accounts)
        {
            await AskAsync($"insert into ingestion.account (tenant_id, account_id, legal_entity_id, venue, name, credentials, key_fingerprint, key_hint, holder_epoch) values ('{Tenant}', '{account.Id}', '{account.Id}', 'binance', 'bench', '', '{account.Id}', '', 1) on conflict do nothing", cancellationToken);
            account.Archived = (long)(await AskAsync($"select coalesce(max(records), 0) from ingestion.stream where account_id = '{account.Id}'", cancellationToken))!;
        }

        Listen();
        foreach (var each in bus) await each.StartAsync(cancellationToken);
    }

    private void Listen()
    {
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "portfolio.ledger.append" or "portfolio.bus.handled") listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((instrument, seconds, tags, _) =>
        {
            if (instrument.Meter.Name == LedgerMetrics.MeterName) Took($"4 ledger: {tags[0].Value}", seconds);
            else if (tags[0].Value is "portfolio.ledger") TookMessage(seconds);
        });
        meters.Start();
    }

    private void TookMessage(double seconds)
    {
        Took("3 message applied: inbox, ledger, commit", seconds);
        foreach (var account in accounts) account.Room();
    }

    private void Took(string stage, double seconds) => Stages.AddOrUpdate(stage, seconds, (_, sum) => sum + seconds);

    private async Task<object?> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(Tenant, cancellationToken);
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        var answer = await command.ExecuteScalarAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }
}
