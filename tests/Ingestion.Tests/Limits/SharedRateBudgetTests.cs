using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Limits;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Sandbox;
using PortfolioPlatform.Sandbox.Serving;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Limits;

/// <summary>Budgets that several processes draw from, over a real Redis.</summary>
public sealed class SharedRateBudgetTests : IAsyncLifetime
{
    private const double Pace = 60;
    private const int Calls = 100;

    private readonly List<ServiceProvider> _processes = [];
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Theory]
    [InlineData(RateLimitShape.FixedWindow)]
    [InlineData(RateLimitShape.SlidingWindow)]
    [InlineData(RateLimitShape.LeakyBucket)]
    public async Task It_counts_as_one_process_would(RateLimitShape shape)
    {
        var (time, dice, limit) = (new Hand(), new Random(20260115), new RateLimit(shape, 20, TimeSpan.FromSeconds(10)));
        var (alone, left, right) = (new InProcessRateBudget(time), Process(time), Process(time));
        for (var i = 0; i < 400; i++)
        {
            time.Now += TimeSpan.FromMilliseconds(dice.Next(0, 900));
            var weight = dice.Next(1, 8);
            if (i % 90 == 89)
            {
                foreach (var budget in (IRateBudget[])[alone, left]) await budget.CloseUntilAsync("x", time.Now.AddSeconds(3), default);
            }

            var (expected, told) = (await alone.TryTakeAsync("x", limit, weight, default), await (i % 2 == 0 ? left : right).TryTakeAsync("x", limit, weight, default));
            Assert.True(Math.Abs((expected - told).TotalMilliseconds) < 1.5, $"call {i}: {expected} alone, {told} together");
        }
    }

    [Fact]
    public async Task Two_processes_together_stay_within_the_venues_limit_where_two_that_know_nothing_of_each_other_are_refused()
    {
        var limits = PacedClock.Of(TimeProvider.System, Pace);

        Assert.Equal((2 * Calls, 0), await RunAsync(limits, Process(limits), Process(limits)));
        Assert.NotEqual(0, (await RunAsync(limits, new InProcessRateBudget(limits), new InProcessRateBudget(limits))).Refused);
    }

    [Fact]
    public async Task While_the_store_is_away_each_takes_a_quarter_and_what_it_took_before_counts()
    {
        var (time, limit) = (new Hand(), new RateLimit(RateLimitShape.SlidingWindow, 20, TimeSpan.FromSeconds(10)));
        var budget = Process(time);
        for (var i = 0; i < 3; i++) Assert.Equal(TimeSpan.Zero, await budget.TryTakeAsync("x", limit, 1, default));
        _redis.Process.Kill();

        var taken = 0;
        while (await budget.TryTakeAsync("x", limit, 1, default) == TimeSpan.Zero) taken++;

        Assert.Equal(2, taken);
    }

    /// <summary>What another process has: a connection of its own to the same Redis.</summary>
    private IRateBudget Process(TimeProvider clock)
    {
        _processes.Add(_redis.Connect());
        return new RateBudgets(_processes[^1].GetService<ISharedScripts>()).On(clock);
    }

    private static async Task<(int Answered, int Refused)> RunAsync(TimeProvider limits, params IRateBudget[] budgets)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { LimitPace = Pace, LiveFillEvery = TimeSpan.Zero, Origin = TimeProvider.System.GetUtcNow().AddDays(-3) }, TimeProvider.System, default);
        using var door = new Door();
        using var http = new HttpClient(door, disposeHandler: false);
        var keys = new[] { sandbox.Key("bitfinex", KeyNames.Read), sandbox.Key("bitfinex", KeyNames.Fresh) };
        var context = new VenueContext(sandbox.Endpoints["bitfinex"].Rest, null, TimeProvider.System, http, budgets[0], new InProcessNonceSource()) { LimitClock = limits };
        await Task.WhenAll(budgets.Zip(keys, (budget, key) => Task.Run(() => AskAsync(key, context with { Gates = budget }))));
        return (door.Answered, door.Refused);
    }

    private static async Task AskAsync(DemoKey key, VenueContext context)
    {
        await using var session = Venues.Find("bitfinex")!.Open(new VenueCredentials(key.Key, new Secret(key.Secret)), context);
        for (var i = 0; i < Calls; i++) Assert.True((await session.FetchBalancesAsync(CancellationToken.None)).IsOk);
    }

    /// <summary>Counts what the venue answers to both.</summary>
    private sealed class Door() : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _answered;
        private int _refused;

        public int Answered => _answered;

        public int Refused => _refused;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.EndsWith("/wallets", StringComparison.Ordinal)) Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref _answered : ref _refused);
            return answer;
        }
    }

    private sealed class Hand : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
