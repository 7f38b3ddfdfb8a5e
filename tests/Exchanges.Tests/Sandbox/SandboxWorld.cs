using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Sandbox;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>A sandbox whose clock stands still and whose limits are off, so that a whole history can be compared to the last digit.</summary>
public sealed class SandboxWorld : IAsyncLifetime, IAsyncDisposable
{
    private static readonly DateTimeOffset Origin = DateTimeOffset.UnixEpoch.AddDays(19_400);

    private readonly HttpClient _http = new();
    private readonly InProcessNonceSource _nonces = new();

    public SandboxServer Server { get; private set; } = null!;

    public Task InitializeAsync() => StartAsync(Origin.AddDays(731).AddHours(13), perpetuals: true);

    /// <summary>The same world, without perpetuals, as it stood at another instant.</summary>
    public static async Task<SandboxWorld> AtAsync(DateTimeOffset now)
    {
        var world = new SandboxWorld();
        await world.StartAsync(now, perpetuals: false);
        return world;
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>A context for a venue, without limits on either side.</summary>
    public VenueContext Context(string venue)
    {
        var endpoint = Server.Endpoints[venue];
        return new VenueContext(endpoint.Rest, endpoint.Stream, new HastyClock(Server.Clock), _http, new NoLimits(), _nonces);
    }

    /// <summary>The credentials of one of the venue's keys.</summary>
    public VenueCredentials Credentials(string venue, string name = KeyNames.Read)
    {
        var key = Server.Key(venue, name);
        return new VenueCredentials(key.Key, new Secret(key.Secret), key.Passphrase is { } phrase ? new Secret(phrase) : null);
    }

    /// <summary>What the main account owns of each asset, as exact text.</summary>
    public SortedDictionary<string, string> Totals(string venue) =>
        new(Server.Truth.Totals(venue, AccountNames.Main, Server.Clock.GetUtcNow()).ToDictionary(total => total.Key, total => ((Quantity)total.Value).ToString()), StringComparer.Ordinal);

    /// <summary>Every event that moved the account, as <c>time asset net</c> lines; moves between own wallets and pairs that undo each other left out.</summary>
    public List<string> Movements(string venue)
    {
        var events = Server.Truth.Events(venue, AccountNames.Main, Server.Clock.GetUtcNow());
        var undone = events.Where(e => e.Reverses is not null).Select(e => e.Reverses!.Value).ToHashSet();
        return [.. events.Where(e => e.Kind != EconomicKind.WalletTransfer && e.Reverses is null && !undone.Contains(e.Sequence))
            .SelectMany(e => e.Legs.GroupBy(l => l.Asset).Select(g => Line(e.Time, g.Key, g.Sum(l => l.Amount)))).Where(line => !line.EndsWith(" 0", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The same lines of an import.</summary>
    public static List<string> Movements(Kit.Import import) =>
    [
        .. import.Transactions.Values.Where(row => row.Status == TransactionStatus.Completed)
            .SelectMany(row => row.Legs.GroupBy(leg => leg.Symbol).Select(g => Line(row.Time, g.Key, g.Aggregate(Quantity.Zero, (sum, leg) => sum + leg.Amount))))
            .Where(line => !line.EndsWith(" 0", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    private async Task StartAsync(DateTimeOffset now, bool perpetuals)
    {
        var options = new SandboxOptions { EnforceLimits = false, LiveFillEvery = TimeSpan.Zero, Perpetuals = perpetuals, Options = true, Origin = Origin };
        Server = await SandboxServer.StartAsync(options, new Kit.ManualClock(now), CancellationToken.None);
    }

    private static string Line(DateTimeOffset time, string asset, Quantity net) => $"{time:yyyy-MM-ddTHH:mm:ss} {asset} {net}";

    private sealed class NoLimits : IRateBudget
    {
        public ValueTask<TimeSpan> TryTakeAsync(string name, RateLimit limit, int weight, CancellationToken cancellationToken) => ValueTask.FromResult(TimeSpan.Zero);

        public ValueTask CloseUntilAsync(string name, DateTimeOffset until, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    /// <summary>The sandbox's clock, whose waits take a hundredth of the time: back-off is not what these tests are about.</summary>
    private sealed class HastyClock(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);
    }
}
