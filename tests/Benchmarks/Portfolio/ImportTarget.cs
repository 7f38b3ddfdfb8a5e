using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.Bus;
using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Portfolio;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Benchmarks.Portfolio;

/// <summary>The shipped schema on the embedded server with durable settings, without the product's background work.</summary>
internal sealed class ImportTarget(ServiceProvider services, DatabaseLink link, string folder) : IAsyncDisposable
{
    private readonly IDatabase database = services.GetRequiredService<IDatabase>();
    private readonly ISealer sealer = services.GetRequiredService<ISealer>();

    public TenantId Tenant { get; } = new(Guid.CreateVersion7());

    public bool DeleteOnClose { get; set; }

    /// <summary>Time by stage, over all lanes.</summary>
    public ConcurrentDictionary<string, long> Stages { get; } = new();

    public static async Task<ImportTarget> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().Build();
        var link = await DatabaseLink.OpenAsync(configuration, folder, mayShare: false, TimeProvider.System, cancellationToken);
        IModule[] modules = [new IngestionModule(), new PortfolioModule()];
        await Migrator.MigrateAsync(link.Logins, MigrationSet.Of(modules), cancellationToken);
        var collection = new ServiceCollection();
        collection.AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(new DemoMode(false));
        PlatformServices.Add(collection, configuration, link, folder);
        foreach (var module in modules) module.AddWorker(collection, PlatformServices.ContextOf(module, configuration, null));
        var target = new ImportTarget(collection.BuildServiceProvider(), link, folder);
        await target.database.EnsureTenantAsync(target.Tenant, "bench", cancellationToken);
        return target;
    }

    public AccountId Account(int lane) => new(DerivedId.Of("bench", Tenant.ToString(), $"{lane}"));

    public async Task ImportAsync(TransactionsRecorded page, CancellationToken cancellationToken)
    {
        await ArchiveAsync(page, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        await using var transaction = await database.BeginAsync(Tenant, cancellationToken);
        var body = (string)(await ExecuteAsync(transaction, "select body from platform.outbox where tenant_id = $1 and ordering_key = $2", [Tenant.Value, page.OrderingKey], cancellationToken))!;
        var message = (TransactionsRecorded)MessageJson.Read(typeof(TransactionsRecorded), body);
        await ExecuteAsync(transaction, "insert into platform.inbox (tenant_id, consumer, message_id) values ($1, 'portfolio.ledger', $2)", [Tenant.Value, Guid.CreateVersion7()], cancellationToken);
        began = Count("message read, inbox", began);
        await ActivatorUtilities.CreateInstance<RecordTransactions>(services).HandleAsync(message, transaction, cancellationToken);
        began = Count("ledger: chain, rows, projection", began);
        await ExecuteAsync(transaction, "delete from platform.outbox where tenant_id = $1 and ordering_key = $2", [Tenant.Value, page.OrderingKey], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Count("outbox row done, commit", began);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await link.DisposeAsync();
        if (DeleteOnClose) Directory.Delete(folder, recursive: true);
    }

    private async Task ArchiveAsync(TransactionsRecorded page, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var raw = Compress(Encoding.UTF8.GetBytes(MessageJson.Write(page)));
        var body = await sealer.SealAsync(Tenant, "ingestion/raw-page", raw, cancellationToken);
        began = Count("page compressed and sealed", began);
        await using var transaction = await database.BeginAsync(Tenant, cancellationToken);
        await ExecuteAsync(transaction, """
            insert into ingestion.raw_page (tenant_id, account_id, page_id, stream, endpoint, request, body, sha256, mapper_version, record_count, fetched_at)
            values ($1, $2, $3, 'ledgers', 'Ledgers', '{}', $4, $5, 1, $6, now())
            """, [Tenant.Value, page.Account.Value, page.Page, body, page.RawPageHash, page.Transactions.Length], cancellationToken);
        await transaction.PublishAsync(page, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Count("archive and outbox rows, commit", began);
    }

    private static byte[] Compress(byte[] plain)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.Fastest)) brotli.Write(plain);
        return target.ToArray();
    }

    private static async Task<object?> ExecuteAsync(IDatabaseTransaction transaction, string sql, object[] arguments, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        foreach (var argument in arguments) command.Parameters.Add(new() { Value = argument });
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private long Count(string stage, long began)
    {
        var now = Stopwatch.GetTimestamp();
        Stages.AddOrUpdate(stage, now - began, (_, sum) => sum + now - began);
        return now;
    }
}
