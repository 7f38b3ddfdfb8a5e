using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Serving;

/// <summary>What a protocol serves from: the world seen from one venue.</summary>
public sealed class VenueSite
{
    private int _openSockets;
    private readonly Dictionary<string, DemoKey> _keys;

    internal VenueSite(VenueProfile profile, World world, SandboxClock clock, SandboxOptions options, IReadOnlyList<DemoKey> keys)
    {
        (Profile, World, Clock, Options, Keys) = (profile, world, clock, options, keys);
        _keys = keys.ToDictionary(k => k.Key, StringComparer.Ordinal);
        LimitClock = options.LimitPace == 1 ? clock : new Limits.LimitClock(clock, options.LimitPace);
        Knobs = new VenueKnobs(clock, options.Knobs.GetValueOrDefault(profile.Venue) ?? new KnobSettings());
    }

    /// <summary>The venue's economy.</summary>
    public VenueProfile Profile { get; }

    /// <summary>The economy of all venues.</summary>
    public World World { get; }

    /// <summary>The sandbox's clock: rate windows and event times.</summary>
    public SandboxClock Clock { get; }

    /// <summary>The clock of rate windows: <see cref="Clock"/>, faster by <see cref="SandboxOptions.LimitPace"/>.</summary>
    public TimeProvider LimitClock { get; }

    /// <summary>The options of the sandbox.</summary>
    public SandboxOptions Options { get; }

    /// <summary>The faults that are on.</summary>
    public VenueKnobs Knobs { get; }

    /// <summary>The keys of this venue's accounts.</summary>
    public IReadOnlyList<DemoKey> Keys { get; }

    /// <summary>What things cost.</summary>
    public PriceBoard Prices => World.Prices;

    /// <summary>The venue's own idea of the time: the sandbox's clock and the skew knob. Server time and timestamp checks use it.</summary>
    public DateTimeOffset VenueNow() => Clock.GetUtcNow() + Knobs.Current.ClockSkew;

    /// <summary>The key of a public part; null when unknown or revoked.</summary>
    public DemoKey? FindKey(string? publicPart) => publicPart is not null && _keys.TryGetValue(publicPart, out var key) && !key.IsRevoked ? key : null;

    /// <summary>Plays the world up to the clock and reads an account while nothing moves.</summary>
    public T Read<T>(DemoKey key, Func<AccountBook, T> read) => World.Read(Profile.Venue, key.Account, read);

    /// <summary>Places an order for a key's account.</summary>
    public OrderAnswer Place(DemoKey key, OrderRequest request) => World.Place(Profile.Venue, key.Account, request);

    /// <summary>Cancels an order of a key's account; null when it is not open.</summary>
    public SandboxOrder? Cancel(DemoKey key, long orderId) => World.Cancel(Profile.Venue, key.Account, orderId);

    /// <summary>All changes of a key's account from now on. Dispose to stop.</summary>
    public AccountWatch Watch(DemoKey key) => new(World, Profile.Venue, key.Account);

    /// <summary>How many WebSockets are open.</summary>
    public int OpenSockets => Volatile.Read(ref _openSockets);

    /// <summary>Maps a WebSocket endpoint whose messages pass the fault knobs.</summary>
    public void MapSocket(IEndpointRouteBuilder routes, string pattern, Func<SandboxSocket, Task> serve, bool gzip = false) =>
        routes.Map(pattern, async context =>
        {
            if (!context.WebSockets.IsWebSocketRequest)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            using var raw = await context.WebSockets.AcceptWebSocketAsync();
            await using var socket = new SandboxSocket(raw, context, Knobs, Clock) { IsGzip = gzip };
            Interlocked.Increment(ref _openSockets);
            try
            {
                await socket.RunAsync(serve);
            }
            finally
            {
                Interlocked.Decrement(ref _openSockets);
            }
        });
}

/// <summary>A private stream's view of one account.</summary>
public sealed class AccountWatch : IDisposable
{
    private readonly Channel<AccountChange> _changes = Channel.CreateUnbounded<AccountChange>();
    private readonly IDisposable _listening;
    private readonly string _venue;
    private readonly string _account;

    internal AccountWatch(World world, string venue, string account)
    {
        (_venue, _account) = (venue, account);
        _listening = world.Listen(Offer);
    }

    /// <summary>The changes in order.</summary>
    public ChannelReader<AccountChange> Changes => _changes.Reader;

    /// <inheritdoc/>
    public void Dispose() => _listening.Dispose();

    private void Offer(AccountChange change)
    {
        if (change.Book.Profile.Venue == _venue && change.Book.Name == _account) _changes.Writer.TryWrite(change);
    }
}
