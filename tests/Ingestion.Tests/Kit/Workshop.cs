using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Kit;

/// <summary>One account at a scripted venue in a running installation; its life is started and stopped by the test.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly Installation _platform;
    private CancellationTokenSource _stop = new();
    private Task _life = Task.CompletedTask;
    private long _epoch = 1_000;

    private Workshop(Installation platform, ConnectedAccount account) => (_platform, Account) = (platform, account);

    public ConnectedAccount Account { get; }

    public Recorder Told => _platform.Told;

    public TestDatabase Database => _platform.Database;

    public IServiceProvider Services => _platform.Services;

    public static async Task<Workshop> OpenAsync(params string[] settings)
    {
        var platform = await Installation.StartAsync(["--Ingestion:PublicData=false", "--Ingestion:PollEvery=00:00:00.500", "--Ingestion:PollWithoutStreamEvery=00:00:00.300", .. settings]);
        await platform.Services.GetRequiredService<IDatabase>().EnsureTenantAsync(DemoTenant.Tenant, "Test", CancellationToken.None);
        await Eventually.HoldsAsync(async () => await platform.Database.ScalarAsync<long>("select count(*) from ingestion.known_symbol") > 0, "the registry is known");
        var account = new ConnectedAccount(DemoTenant.Tenant, new AccountId(Guid.CreateVersion7()), DemoTenant.Holding, ScriptedVenue.Name, "Test account");
        var connected = await platform.Services.GetRequiredService<AccountRegister>().ConnectAsync(account, new VenueCredentials("key-of-the-test", new Secret("top secret")), CancellationToken.None);
        Assert.True(connected.IsOk);
        return new Workshop(platform, account);
    }

    public SyncJob Job(ScriptedVenue venue, ConnectedAccount? row = null) => new(row ?? Account, venue, ++_epoch);

    public Workshop Start(ScriptedVenue venue)
    {
        var parts = Services.GetRequiredService<SyncParts>();
        _stop = new CancellationTokenSource();
        _life = Task.Run(async () =>
        {
            var row = await Services.GetRequiredService<AccountStore>().FindAsync(Account.Tenant, Account.Id, CancellationToken.None);
            await new AccountSync(Job(venue, row), parts).RunAsync(_stop.Token);
        });
        return this;
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_life);
    }

    /// <summary>Waits for the end of a life that ends by itself.</summary>
    public Task EndAsync() => _life.WaitAsync(TimeSpan.FromSeconds(20));

    public async Task<AccountSyncValue> StateAsync(string state)
    {
        AccountSyncValue? value = null;
        try
        {
            await Eventually.HoldsAsync(async () => (value = await ValueAsync())?.State == state, $"account is {state}", TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; it is {value}", late);
        }

        return value!;
    }

    public async Task<AccountSyncValue?> ValueAsync()
    {
        var all = await Services.GetRequiredService<IHotStore>().GetAllAsync(LiveTopics.Accounts(Account.Tenant), CancellationToken.None);
        return all.TryGetValue(Account.Id.ToString(), out var bytes) ? JsonSerializer.Deserialize(bytes.Span, LiveJson.Default.AccountSyncValue) : null;
    }

    public Task EventuallyToldAsync<T>(Func<T, bool> that, string what)
        where T : IMessage => Eventually.HoldsAsync(() => Told.Of<T>().Any(that), what);

    public IEnumerable<string> Ids => Told.Of<TransactionsRecorded>().SelectMany(m => m.Transactions).Select(t => t.NativeId);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _platform.DisposeAsync();
    }
}
