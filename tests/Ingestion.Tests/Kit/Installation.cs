using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.MarketData;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Kit;

/// <summary>Ingestion and MarketData running as in the product, beside a recorder of what they tell.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly PlatformTestHost _host;

    private Installation(PlatformTestHost host, Recorder recorder) => (_host, Told) = (host, recorder);

    public Recorder Told { get; }

    public TestDatabase Database => _host.Database;

    public IServiceProvider Services => _host.Services;

    public HttpClient Http => field ??= new HttpClient { BaseAddress = new Uri(_host.Url) };

    public static async Task<Installation> StartAsync(IEnumerable<string> settings, TestDatabase? database = null)
    {
        var recorder = new Recorder();
        return new(await PlatformTestHost.StartAsync([new IngestionModule(), new MarketDataModule(), recorder], database, [.. settings]), recorder);
    }

    /// <summary>Makes the test's tenant.</summary>
    public Task EnsureTenantAsync() => Services.GetRequiredService<IDatabase>().EnsureTenantAsync(DemoTenant.Tenant, "Test", CancellationToken.None);

    /// <summary>How the only account stands.</summary>
    public async Task<AccountSyncValue?> AnyAccountAsync()
    {
        var all = await Services.GetRequiredService<IHotStore>().GetAllAsync(LiveTopics.Accounts(DemoTenant.Tenant), CancellationToken.None);
        return all.Values.Select(b => JsonSerializer.Deserialize(b.Span, LiveJson.Default.AccountSyncValue)).FirstOrDefault();
    }

    /// <summary>How an account stands for the page.</summary>
    public async Task<AccountSyncValue?> AccountAsync(string venue, TenantId? tenant = null)
    {
        var all = await Services.GetRequiredService<IHotStore>().GetAllAsync(LiveTopics.Accounts(tenant ?? DemoTenant.Tenant), CancellationToken.None);
        return all.TryGetValue(DemoTenant.Account(venue).ToString(), out var bytes) ? JsonSerializer.Deserialize(bytes.Span, LiveJson.Default.AccountSyncValue) : null;
    }

    /// <summary>Waits for an account's state.</summary>
    public async Task<AccountSyncValue> StateAsync(string venue, string state, TimeSpan? longest = null)
    {
        AccountSyncValue? value = null;
        try
        {
            await Eventually.HoldsAsync(async () => (value = await AccountAsync(venue))?.State == state, $"{venue} is {state}", longest ?? TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; it is {value}", late);
        }

        return value!;
    }

    /// <summary>All transactions told of an account, by the ledger's key; a later version wins.</summary>
    public Dictionary<(string Source, string NativeId), TransactionFact> Ledger(string venue)
    {
        var ledger = new Dictionary<(string, string), TransactionFact>();
        foreach (var fact in Told.Of<TransactionsRecorded>().Where(m => m.Account == DemoTenant.Account(venue)).SelectMany(m => m.Transactions)) ledger[(fact.Source, fact.NativeId)] = fact;
        return ledger;
    }

    /// <summary>What the completed transactions sum to, by symbol; without zeros.</summary>
    public Dictionary<string, Quantity> Holdings(string venue) => Ledger(venue).Values
        .Where(t => t.Status == TransactionStatus.Completed)
        .SelectMany(t => t.Legs)
        .GroupBy(l => l.Symbol)
        .Select(g => (g.Key, Sum: g.Aggregate(Quantity.Zero, (sum, leg) => sum + leg.Amount)))
        .Where(g => !g.Sum.IsZero)
        .ToDictionary(g => g.Key, g => g.Sum);

    /// <summary>A consolidated price.</summary>
    public async Task<PriceValue> PriceAsync(string asset)
    {
        var all = await Services.GetRequiredService<IHotStore>().GetAllAsync(LiveTopics.Prices, CancellationToken.None);
        return JsonSerializer.Deserialize(all[asset].Span, LiveJson.Default.PriceValue)!;
    }

    /// <summary>The archived pages of an account, mapped again.</summary>
    public async Task<List<ArchivedPage>> ArchiveAsync(string venue)
    {
        var pages = new List<ArchivedPage>();
        await foreach (var page in Services.GetRequiredService<IAccountArchive>().ReadAsync(DemoTenant.Tenant, DemoTenant.Account(venue), CancellationToken.None)) pages.Add(page);
        return pages;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
