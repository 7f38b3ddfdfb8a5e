using System.Collections.Concurrent;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>One sandbox whose clock runs (for what is signed), one whose clock stands (for prices), and per venue one ccxt run of each.</summary>
public sealed class JudgeFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Task<HistoryCase>> _histories = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<JudgeAnswer>> _prices = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<JudgeAnswer>> _orders = new(StringComparer.Ordinal);

    internal SandboxServer Running { get; private set; } = null!;

    internal SandboxServer Standing { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Running = await Sandboxes.StartAsync(o => o with { EnforceLimits = false });
        Standing = await Sandboxes.StartAsync(o => o with { EnforceLimits = false, Seed = 7 });
        Standing.Clock.Freeze();
        Standing.Clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond - (Standing.Clock.GetUtcNow().UtcTicks % TimeSpan.TicksPerMillisecond)));
    }

    public async Task DisposeAsync()
    {
        await Running.DisposeAsync();
        await Standing.DisposeAsync();
    }

    internal Task<HistoryCase> HistoryAsync(VenueJudge judge) => _histories.GetOrAdd(judge.Venue, _ => ReadHistoryAsync(judge));

    internal Task<JudgeAnswer> PricesAsync(VenueJudge judge) => _prices.GetOrAdd(judge.Venue, _ => RunAsync(judge, Standing, judge.PublicNeedsKey ? KeyNames.Read : null,
    [
        new JudgeCall("fetchTicker", judge.Market),
        new JudgeCall("fetchTickers", (object)Markets(judge)),
        new JudgeCall("fetchOHLCV", judge.Market, judge.Candles.Name, (Standing.Clock.GetUtcNow() - (judge.Candles.Length * 60)).ToUnixTimeMilliseconds(), 50),
    ]));

    internal Task<JudgeAnswer> OrdersAsync(VenueJudge judge) => _orders.GetOrAdd(judge.Venue, _ => PlaceAndCancelAsync(judge));

    internal string[] Markets(VenueJudge judge) => [.. Standing.Truth.Markets(judge.Venue).Take(5).Select(m => m.Name)];

    private static Task<JudgeAnswer> RunAsync(VenueJudge judge, SandboxServer sandbox, string? key, IReadOnlyList<JudgeCall> calls) =>
        Ccxt.RunAsync(judge.Exchange, judge.Base(sandbox), key is null ? null : sandbox.Key(judge.Venue, key), calls, judge.Options, judge.Hostname(sandbox));

    // The world goes on while ccxt reads; a run during which something happened is repeated.
    private async Task<HistoryCase> ReadHistoryAsync(VenueJudge judge)
    {
        while (true)
        {
            var before = Running.Truth.Events(judge.Venue, AccountNames.Main);
            var answer = await RunAsync(judge, Running, KeyNames.Read, [.. judge.History(Running)]);
            var after = Running.Truth.Events(judge.Venue, AccountNames.Main);
            if (after.Count == before.Count) return new HistoryCase(after, Running.Truth.Balances(judge.Venue, AccountNames.Main), Running.Clock.GetUtcNow(), answer);
        }
    }

    private async Task<JudgeAnswer> PlaceAndCancelAsync(VenueJudge judge)
    {
        var market = Running.Truth.Markets(judge.Venue).Single(m => m.Name == judge.Market);
        var price = Running.Truth.Price(judge.Venue, market.Name, Running.Clock.GetUtcNow())!.Value;
        var quantity = Stage.Floor(30 / price, market.LotDecimals);
        var resting = decimal.Round(price * 0.8m, market.PriceDecimals);
        var placed = await RunAsync(judge, Running, KeyNames.Fresh, [new JudgeCall("createOrder", market.Name, "limit", "buy", quantity, resting), new JudgeCall("createOrder", market.Name, "limit", "buy", quantity, decimal.Round(price * 1.05m, market.PriceDecimals))]);
        var id = placed.Of("createOrder")[0].GetProperty("id").GetString();
        var cancelled = await RunAsync(judge, Running, KeyNames.Fresh, [new JudgeCall("cancelOrder", id, market.Name)]);
        return new JudgeAnswer([.. placed.Calls, .. cancelled.Calls], placed.Has, [.. placed.Results, .. cancelled.Results]);
    }
}

/// <summary>What was true and what ccxt read of it.</summary>
internal sealed record HistoryCase(IReadOnlyList<EconomicEvent> Events, IReadOnlyList<TrueBalance> Balances, DateTimeOffset At, JudgeAnswer Answer);
