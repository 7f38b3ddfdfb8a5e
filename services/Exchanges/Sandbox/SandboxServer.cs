using Microsoft.AspNetCore.Builder;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox;

/// <summary>Where a venue of the sandbox is reached.</summary>
/// <param name="Venue">Its name.</param>
/// <param name="Rest">Base address of the REST API.</param>
/// <param name="Stream">Base address of the WebSocket API.</param>
public sealed record SandboxEndpoint(string Venue, Uri Rest, Uri Stream);

/// <summary>
/// The venues' real wire protocols over one simulated economy: a web server per venue (so that paths and hosts are signed as at the real one) and one for
/// control. Everything shown is a pure function of seed, origin and clock, and of what was done through the APIs.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly World _world;
    private readonly LivePump _pump;
    private readonly List<SiteHost> _hosts = [];

    private SandboxServer(World world, SandboxClock clock, IReadOnlyDictionary<string, VenueSite> sites, LivePump pump)
    {
        (_world, Clock, Sites, _pump) = (world, clock, sites, pump);
        Truth = new SandboxTruth(world);
        DemoKeys = sites.ToDictionary(s => s.Key, s => s.Value.Keys, StringComparer.Ordinal);
    }

    /// <summary>Where each venue is reached.</summary>
    public IReadOnlyDictionary<string, SandboxEndpoint> Endpoints { get; private set; } = new Dictionary<string, SandboxEndpoint>(StringComparer.Ordinal);

    /// <summary>Base address of the control API.</summary>
    public Uri Control { get; private set; } = new("http://127.0.0.1");

    /// <summary>The keys of each venue's accounts.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DemoKey>> DemoKeys { get; }

    /// <summary>What really happened.</summary>
    public SandboxTruth Truth { get; }

    /// <summary>The sandbox's clock; rate gates may read it too.</summary>
    public SandboxClock Clock { get; }

    /// <summary>The economy, for what tests do to it directly.</summary>
    public World World => _world;

    /// <summary>The venues, for their knobs.</summary>
    public IReadOnlyDictionary<string, VenueSite> Sites { get; }

    /// <summary>The key of a venue by name (<see cref="KeyNames"/>).</summary>
    public DemoKey Key(string venue, string name = KeyNames.Trade) => DemoKeys[venue].First(k => k.Name == name);

    /// <summary>Opens or begins the world and starts serving.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider real, CancellationToken cancellationToken)
    {
        var clock = new SandboxClock(real, options.TimeScale);
        var today = new DateTimeOffset(real.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var origin = options.Origin ?? today.AddYears(-2);
        var header = new WorldHeader(options.Seed, origin.AddTicks(-(origin.UtcTicks % TimeSpan.TicksPerMillisecond)), (today - origin).Days, options.Perpetuals);
        var journal = Journal.Open(options.JournalPath, header);
        var protocols = VenueProtocols.Create(options);
        var world = new World(options, journal, clock, protocols.Select(p => p.Profile));
        var sites = protocols.ToDictionary(p => p.Profile.Venue, p => new VenueSite(p.Profile, world, clock, options, Forge(p, world.Seed)), StringComparer.Ordinal);
        var server = new SandboxServer(world, clock, sites, new LivePump(world, clock, options.LiveFillEvery));
        await server.ServeAsync(options, protocols, cancellationToken);
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pump.DisposeAsync();
        await Task.WhenAll(_hosts.Select(h => h.DisposeAsync().AsTask()));
        _world.Dispose();
    }

    private static List<DemoKey> Forge(IVenueProtocol protocol, ulong seed) =>
    [
        .. KeyNames.All.Select(k => protocol.CreateKey(seed, k.Name) is var (key, secret, passphrase)
            ? new DemoKey(k.Name, k.Account, key, secret, passphrase, k.Rights, k.IsRevoked) : throw new InvalidOperationException()),
    ];

    private async Task ServeAsync(SandboxOptions options, IEnumerable<IVenueProtocol> protocols, CancellationToken cancellationToken)
    {
        var endpoints = new Dictionary<string, SandboxEndpoint>(StringComparer.Ordinal);
        foreach (var protocol in protocols)
        {
            var venue = protocol.Profile.Venue;
            var host = await SiteHost.StartAsync(options.Ports.GetValueOrDefault(venue), app => MapVenue(app, protocol, Sites[venue]), cancellationToken);
            _hosts.Add(host);
            endpoints[venue] = new SandboxEndpoint(venue, host.Address, new Uri($"ws://127.0.0.1:{host.Address.Port}{protocol.StreamPath}"));
        }

        Endpoints = endpoints;
        var control = await SiteHost.StartAsync(options.Ports.GetValueOrDefault("control"), app => ControlApi.Map(app, this), cancellationToken);
        _hosts.Add(control);
        Control = control.Address;
        _pump.Start();
    }

    private static void MapVenue(WebApplication app, IVenueProtocol protocol, VenueSite site)
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20) });
        app.UseMiddleware<FaultMiddleware>(site, protocol);
        protocol.Map(app, site);
    }
}
