using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>
/// The whole simulated economy: a pure function of (seed, origin, clock) and of the journal. Acts of all accounts are played in one global order of time,
/// so a transfer between two venues is one story; everything is played lazily up to the clock whenever somebody looks.
/// </summary>
public sealed class World : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Schedule _schedule = new();
    private readonly Stage _stage;
    private readonly OrderDesk _desk;
    private readonly PerpetualDesk _perpetuals;
    private readonly OptionDesk _options;
    private readonly Journal _journal;
    private readonly SandboxClock _clock;
    private readonly Dictionary<(string Venue, string Account), AccountBook> _books = [];
    private readonly DateTimeOffset _origin;
    private int _plannedDays;

    internal World(SandboxOptions options, Journal journal, SandboxClock clock, IEnumerable<VenueProfile> profiles)
    {
        (_journal, _clock, _origin) = (journal, clock, journal.Header.Origin);
        Seed = Noise.Of((ulong)journal.Header.Seed, "world");
        IPriceSource simulated = new SimulatedPrices(Seed, _origin);
        Prices = new PriceBoard(Seed, options.PricesFile is { } file ? [PriceFile.Read(file, _origin), simulated] : [simulated]);
        foreach (var profile in profiles)
            foreach (var name in (string[])[AccountNames.Main, AccountNames.Fresh])
                _books[(profile.Venue, name)] = new AccountBook(Of(profile, journal.Header), name, Seed, _origin);
        _stage = new Stage(Seed, _origin, Prices, _schedule, [.. _books.Values]);
        Options = new OptionMarket(Prices, Seed);
        (_desk, _perpetuals, _options) = (new OrderDesk(_stage), new PerpetualDesk(_stage), new OptionDesk(_stage, Options));
        Now = _origin;
        foreach (var entry in journal.Past) Replay(entry);
        if (journal.Past.LastOrDefault(e => e.Real is not null) is { } mark) clock.Resume(mark.Time, mark.Real!.Value, mark.Scale!.Value);
        if (journal.Past.Count > 0) clock.NotBefore(journal.Past[^1].Time);
        ClockMoved();
    }

    /// <summary>A world of one venue without a server around it, for what is simulated in process; nothing is kept.</summary>
    public static World Alone(SandboxOptions options, string venue, TimeProvider real)
    {
        var clock = new SandboxClock(real, options.TimeScale);
        var origin = options.Origin ?? clock.GetUtcNow().AddDays(-1);
        var profiles = Serving.VenueProtocols.Create(options).Select(p => p.Profile).Where(p => p.Venue == venue);
        return new World(options, Journal.Open(null, new WorldHeader(options.Seed, origin, (clock.GetUtcNow() - origin).Days, options.Perpetuals)), clock, profiles);
    }

    /// <summary>Hash of the seed.</summary>
    public ulong Seed { get; }

    /// <summary>Start of the history.</summary>
    public DateTimeOffset Origin => _origin;

    /// <summary>How far the world was played.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>What things cost.</summary>
    public PriceBoard Prices { get; }

    /// <summary>What options cost.</summary>
    public OptionMarket Options { get; }

    /// <summary>All accounts.</summary>
    public IEnumerable<(string Venue, string Account)> Accounts => _books.Keys;

    /// <summary>Whether a venue has markets of coins.</summary>
    public bool HasMarkets(string venue) => _books[(venue, AccountNames.Main)].Profile.TradedMarkets.Count > 0;

    /// <summary>Calls back, under the world's lock, for every event and order change until disposed: hand over and return at once.</summary>
    public IDisposable Listen(Action<AccountChange> told)
    {
        lock (_gate) _stage.Changed += told;
        return new Listening(this, told);
    }

    /// <summary>Plays up to the clock, then reads an account while nothing moves.</summary>
    /// <exception cref="KeyNotFoundException">There is no such account.</exception>
    public T Read<T>(string venue, string account, Func<AccountBook, T> read)
    {
        lock (_gate)
        {
            Advance();
            return read(_books[(venue, account)]);
        }
    }

    /// <summary>Plays up to the clock.</summary>
    public void Play()
    {
        lock (_gate) Advance();
    }

    /// <summary>Places an order now; an accepted one is journalled first.</summary>
    public OrderAnswer Place(string venue, string account, OrderRequest request)
    {
        lock (_gate)
        {
            Advance();
            var answer = _desk.Place(_books[(venue, account)], request, Now);
            if (answer.Order is not null) _journal.Append(new JournalEntry(Now, "order") { Venue = venue, Account = account, Order = request });
            return answer;
        }
    }

    /// <summary>Cancels an open order now; null when there is none of that number.</summary>
    public SandboxOrder? Cancel(string venue, string account, long orderId)
    {
        lock (_gate)
        {
            Advance();
            var order = _desk.Cancel(_books[(venue, account)], orderId, Now);
            if (order is not null) _journal.Append(new JournalEntry(Now, "cancel") { Venue = venue, Account = account, OrderId = orderId });
            return order;
        }
    }

    /// <summary>Hands an account some units of an asset, known or not (an airdrop).</summary>
    public EconomicEvent Credit(string venue, string account, string asset, decimal amount)
    {
        lock (_gate)
        {
            Advance();
            _journal.Append(new JournalEntry(Now, "credit") { Venue = venue, Account = account, Asset = asset, Amount = amount });
            return Credit(_books[(venue, account)], asset, amount, Now);
        }
    }

    /// <summary>Changes the market from now on.</summary>
    /// <param name="asset">Which asset.</param>
    /// <param name="factor">Multiplies its price.</param>
    /// <param name="heals">After this it is undone; null = never.</param>
    /// <param name="over">How long it takes to come in full; zero = at once.</param>
    public void Shock(string asset, double factor, TimeSpan? heals, TimeSpan over = default)
    {
        lock (_gate)
        {
            Advance();
            var shock = new MarketShock(asset, Now, heals is { } after ? Now + after : null, factor, over);
            _journal.Append(new JournalEntry(Now, "shock") { Shock = shock });
            Prices.Add(shock);
            _perpetuals.LookAgain(Now);
        }
    }

    /// <summary>Moves settlement money of perpetuals from spot into the futures wallet, or back when negative; false when there is not enough.</summary>
    public bool Move(string venue, string account, decimal amount)
    {
        lock (_gate)
        {
            Advance();
            if (!_perpetuals.Move(_books[(venue, account)], amount, Now)) return false;
            _journal.Append(new JournalEntry(Now, "move") { Venue = venue, Account = account, Moved = amount });
            return true;
        }
    }

    /// <summary>Trades a perpetual at the market; false when it is not possible.</summary>
    public bool Trade(string venue, string account, PerpetualOrder order)
    {
        lock (_gate)
        {
            Advance();
            if (!_perpetuals.Trade(_books[(venue, account)], order, Now)) return false;
            _journal.Append(new JournalEntry(Now, "perpetual") { Venue = venue, Account = account, Perpetual = order });
            return true;
        }
    }

    /// <summary>Trades an option at the market; false when it is not possible.</summary>
    public bool Trade(string venue, string account, OptionOrder order)
    {
        lock (_gate)
        {
            Advance();
            if (!_options.Trade(_books[(venue, account)], order, Now)) return false;
            _journal.Append(new JournalEntry(Now, "option") { Venue = venue, Account = account, Option = order });
            return true;
        }
    }

    /// <summary>Journals how the clock stands, so that a restart does not fall behind what was already told.</summary>
    public void ClockMoved()
    {
        lock (_gate)
        {
            Advance();
            _journal.Append(new JournalEntry(Now, "clock") { Real = _clock.RealNow(), Scale = _clock.IsFrozen ? 0 : _clock.Scale });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _journal.Dispose();

    private static VenueProfile Of(VenueProfile profile, WorldHeader header)
    {
        var day = header.Perpetuals && profile.Perpetuals.Count > 0 ? Math.Max(2, header.PastDays - 14) : (int?)null;
        return profile.AfterDays(header.PastDays) with { PerpetualDay = day };
    }

    private void Advance()
    {
        var now = _clock.Milliseconds();
        if (now > Now) PlayUntil(now);
    }

    private void PlayUntil(DateTimeOffset until)
    {
        while (true)
        {
            var nextDay = _origin.AddDays(_plannedDays);
            if (nextDay <= until && !(_schedule.NextTicks < nextDay.UtcTicks))
            {
                foreach (var book in _stage.Accounts)
                {
                    if (book.Profile.HasOptions) OptionPlay.Enqueue(_stage, _options, Options, book, _plannedDays);
                    else DayPlan.Enqueue(_stage, book, _plannedDays, _perpetuals);
                }

                _plannedDays++;
                continue;
            }

            if (!(_schedule.NextTicks <= until.UtcTicks)) break;
            _schedule.Take()();
        }

        Now = until;
    }

    private void Replay(JournalEntry entry)
    {
        PlayUntil(entry.Time > Now ? entry.Time : Now);
        var book = entry.Venue is { } venue ? _books.GetValueOrDefault((venue, entry.Account!)) : null;
        if (entry.Shock is { } shock)
        {
            Prices.Add(shock);
            _perpetuals.LookAgain(Now);
        }

        if (book is null) return;
        if (entry.Order is { } order) _desk.Place(book, order, entry.Time);
        if (entry.OrderId is { } id) _desk.Cancel(book, id, entry.Time);
        if (entry.Moved is { } moved) _perpetuals.Move(book, moved, entry.Time);
        if (entry.Perpetual is { } perpetual) _perpetuals.Trade(book, perpetual, entry.Time);
        if (entry.Option is { } option) _options.Trade(book, option, entry.Time);
        if (entry.Amount is { } amount) Credit(book, entry.Asset!, amount, entry.Time);
    }

    private EconomicEvent Credit(AccountBook book, string asset, decimal amount, DateTimeOffset time) =>
        _stage.Book(book, time, EconomicKind.Airdrop, [new(asset, Wallets.Spot, amount, EconomicRole.Principal)], e => e with { Note = asset + " airdrop" });

    private sealed class Listening(World world, Action<AccountChange> told) : IDisposable
    {
        public void Dispose()
        {
            lock (world._gate) world._stage.Changed -= told;
        }
    }
}
