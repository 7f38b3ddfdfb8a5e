using System.Collections.Concurrent;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Sandbox;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>An account that buys when it is told to, and a private stream that listens to it. The sandbox's clock runs; nothing else happens in the account.</summary>
internal sealed class Trader : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<VenueTransaction> _told = new();
    private readonly SandboxServer _server;
    private IVenueSession _session = null!;
    private Task _listening = Task.CompletedTask;
    private string _venue = "";
    private DateTimeOffset _since;

    private Trader(SandboxServer server) => _server = server;

    /// <summary>Fills the stream told since the fault began.</summary>
    public List<VenueTransaction> Told => [.. _told.Where(fill => fill.Time >= _since)];

    /// <summary>Their keys.</summary>
    public SortedSet<string> Keys => new(Told.Select(Key), StringComparer.Ordinal);

    public static async Task<Trader> OpenAsync() => new(await SandboxServer.StartAsync(
        new SandboxOptions { EnforceLimits = false, LiveFillEvery = TimeSpan.Zero, Origin = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-2), TimeSpan.Zero) }, TimeProvider.System, CancellationToken.None));

    public static string Key(VenueTransaction fill) => fill.Source + " " + fill.NativeId;

    /// <summary>Connects and buys until the stream tells it.</summary>
    public async Task ListenAsync(string venue)
    {
        _venue = venue;
        var (endpoint, key) = (_server.Endpoints[venue], _server.Key(venue, KeyNames.Read));
        var context = new VenueContext(endpoint.Rest, endpoint.Stream, _server.Clock, _http, new InProcessRateBudget(_server.Clock), new InProcessNonceSource());
        _session = SandboxVenues.Find(venue).Open(new VenueCredentials(key.Key, new Secret(key.Secret)), context);
        _listening = Task.Run(HearAsync);
        while (_told.IsEmpty)
        {
            Buy(1);
            await HoldsAsync(() => !_told.IsEmpty, TimeSpan.FromSeconds(1));
        }

        _since = _server.Clock.Milliseconds();
    }

    /// <summary>Sets the venue's knobs.</summary>
    public void Set(KnobSettings settings) => _server.Sites[_venue].Knobs.Set(settings);

    /// <summary>Buys a little, so many times, a millisecond or more apart.</summary>
    public void Buy(int times)
    {
        var profile = _server.Sites[_venue].Profile;
        var market = profile.TradedMarkets.Select(name => profile.Market(name)!).First(m => m.Quote == profile.HomeCurrency && m.Base == "ETH");
        for (var i = 0; i < times; i++)
        {
            var answer = _server.World.Place(_venue, AccountNames.Main, new OrderRequest(market.Name, true, 0.01m, null));
            Assert.True(answer.Order is not null, answer.Refusal.ToString());
        }
    }

    /// <summary>Waits until the stream has told so many fills.</summary>
    public async Task HeardAsync(int fills) => Assert.True(await HoldsAsync(() => Keys.Count >= fills, TimeSpan.FromSeconds(30)), $"{_venue} told {Keys.Count} of {fills} fills");

    /// <summary>Waits for the end of the stream.</summary>
    public Task EndAsync() => _listening.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Keys of the fills since the fault began, from REST: as many as were bought.</summary>
    public async Task<SortedSet<string>> HistoryAsync(int bought)
    {
        Set(new KnobSettings());
        var stream = _venue switch { "coinbase" => "fills", "bitfinex" => "trades", "huobi" => "matchresults", _ => _told.First().Source };
        SortedSet<string> keys = [];
        for (var call = 0; call < 50 && keys.Count < bought; call++)
        {
            var page = (await _session.FetchPageAsync(stream, null, _stop.Token)).Value!;
            keys = new SortedSet<string>(page.Mapped.Transactions.Where(row => row.Time >= _since).Select(Key), StringComparer.Ordinal);
        }

        Assert.Equal(bought, keys.Count);
        return keys;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_listening);
        await _session.DisposeAsync();
        await _server.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
    }

    private static async Task<bool> HoldsAsync(Func<bool> condition, TimeSpan longest)
    {
        using var patience = new CancellationTokenSource(longest);
        while (!condition() && !patience.IsCancellationRequested) await Task.Delay(15, CancellationToken.None);
        return condition();
    }

    private async Task HearAsync()
    {
        await foreach (var told in _session.StreamAsync(_stop.Token))
            if (told.Fill is { } fill) _told.Enqueue(fill);
    }
}
