using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Tests.Kit;

/// <summary>A venue at the connector's port: answers what a test tells it to, so that each turn of an account's life can be brought about at will.</summary>
internal sealed class ScriptedVenue : IVenueConnector, IVenueSession
{
    public const string Name = "scripted";

    private readonly ConcurrentDictionary<string, List<Func<string?, Result<HistoryPage>>>> _pages = new(StringComparer.Ordinal);
    private int _stopped;

    public string Venue => Name;

    public int MapperVersion { get; set; } = 7;

    public PageMapper Mapper { get; set; } = static (_, body, _) => MappedPage.Of([Trade.Of(Encoding.UTF8.GetString(body.Span))], [], 1);

    public IReadOnlyDictionary<int, PageMapper> OlderMappers { get; set; } = new Dictionary<int, PageMapper>();

    public VenueProfile Profile { get; } = new(Name, new Uri("http://127.0.0.1:1"), _ => null);

    public VenueKeyGuide KeyGuide { get; } = new("Key", "Secret", ["read"], ["withdraw"]);

    public Result<KeyPermissions> Permissions { get; set; } = new KeyPermissions(true, false, false, [], null);

    public Queue<Result<BalancePage>> Balances { get; } = new();

    /// <summary>What happens while balances are asked for.</summary>
    public Action? Meanwhile { get; set; }

    public Func<IReadOnlySet<string>, IEnumerable<HistoryStream>>? Streams { get; set; }

    public System.Threading.Channels.Channel<PrivateEvent> Stream { get; private set; } = System.Threading.Channels.Channel.CreateUnbounded<PrivateEvent>();

    public ConcurrentQueue<(string Stream, string? Cursor)> Asked { get; } = new();

    /// <summary>Whether a poll gives the last page again instead of an empty one.</summary>
    public bool Overlaps { get; set; }

    /// <summary>What else the mapper reads beside a page's bytes.</summary>
    public string? Metadata { get; set; }

    public bool RefuseStream { get; set; }

    public int Probes { get; private set; }

    /// <summary>Adds a page to a stream; the cursor is its number, the last one of a stream is caught up and is given again to polls (without records).</summary>
    public ScriptedVenue Page(string stream, params VenueTransaction[] transactions) => Page(stream, MappedPage.Of([.. transactions], [], transactions.Length));

    public ScriptedVenue Page(string stream, MappedPage mapped, string? body = null)
    {
        var pages = _pages.GetOrAdd(stream, _ => []);
        var number = pages.Count + 1;
        lock (pages)
        {
            pages.Add(cursor => new HistoryPage(Raw(stream, body ?? $"{stream}-{number}") with { Metadata = Metadata }, mapped, number.ToString(System.Globalization.CultureInfo.InvariantCulture), number == pages.Count, number == pages.Count, null));
        }

        return this;
    }

    public ScriptedVenue Fails(string stream, Error error)
    {
        var pages = _pages.GetOrAdd(stream, _ => []);
        lock (pages) pages.Add(_ => error);
        return this;
    }

    /// <summary>A page that cannot be read: the cursor stays; it is given <paramref name="times"/> times, then the next one.</summary>
    public ScriptedVenue Unreadable(string stream, string body, int times)
    {
        var pages = _pages.GetOrAdd(stream, _ => []);
        var left = times;
        var index = pages.Count;
        lock (pages)
        {
            pages.Add(cursor => --left >= 0
                ? new HistoryPage(Raw(stream, body), MappedPage.Unreadable("no JSON"), cursor ?? "0", false, CaughtUp: true, null)
                : new HistoryPage(Raw(stream, "good"), MappedPage.Of([Trade.Of("good-" + stream)], [], 1), (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), true, true, null));
        }

        return this;
    }

    /// <summary>What the last session was opened with.</summary>
    public VenueCredentials? Opened { get; private set; }

    /// <summary>How many requests were signed, by all sessions.</summary>
    public int Signed { get; private set; }

    public IVenueSession Open(VenueCredentials credentials, VenueContext context)
    {
        Opened = credentials;
        return this;
    }

    public IVenueMarketData OpenMarketData(VenueContext context) => throw new NotSupportedException("The scripted venue has no prices.");

    public MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata = null) => Mapper(endpoint, body, metadata);

    public Task<Result<KeyPermissions>> ProbeAsync(CancellationToken cancellationToken)
    {
        Sign();
        Probes++;
        return Task.FromResult(Permissions);
    }

    public Task<Result<BalancePage>> FetchBalancesAsync(CancellationToken cancellationToken)
    {
        Sign();
        Meanwhile?.Invoke();
        lock (Balances) return Task.FromResult(Balances.Count > 1 ? Balances.Dequeue() : Balances.TryPeek(out var last) ? last : Holding(("BTC", 1)));
    }

    public Task<Result<IReadOnlyList<HistoryStream>>> DiscoverStreamsAsync(IReadOnlySet<string> seenSymbols, CancellationToken cancellationToken)
    {
        IReadOnlyList<HistoryStream> streams = [.. Streams?.Invoke(seenSymbols) ?? _pages.Keys.Select(k => new HistoryStream(k, 0))];
        return Task.FromResult(Result(streams));
    }

    public Task<Result<HistoryPage>> FetchPageAsync(string stream, string? cursor, CancellationToken cancellationToken)
    {
        Sign();
        Asked.Enqueue((stream, cursor));
        var pages = _pages[stream];
        var at = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        lock (pages)
        {
            if (Overlaps && at == pages.Count) return Task.FromResult(pages[^1](cursor));
            if (at < pages.Count) return Task.FromResult(pages[at](cursor));
        }

        return Task.FromResult<Result<HistoryPage>>(new HistoryPage(Raw(stream, "nothing new"), MappedPage.Of([], [], 0), cursor!, true, true, null));
    }

    private void Sign()
    {
        lock (Asked)
        {
            if (Opened is null) return;
            Signed++;
            Opened.SecretToSign();
        }
    }

    public async IAsyncEnumerable<PrivateEvent> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (RefuseStream) yield break;
        await foreach (var happened in Stream.Reader.ReadAllAsync(cancellationToken)) yield return happened;
    }

    /// <summary>Cuts the stream; the next connection works again.</summary>
    public void CutStream()
    {
        var old = Stream;
        Stream = System.Threading.Channels.Channel.CreateUnbounded<PrivateEvent>();
        old.Writer.Complete();
    }

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _stopped);
        return ValueTask.CompletedTask;
    }

    public static Result<BalancePage> Holding(params (string Symbol, int Amount)[] held) => new BalancePage(
        [Raw("balances", string.Join(';', held))],
        [.. held.Select(h => new VenueBalance(h.Symbol, h.Symbol, "spot", h.Amount, h.Amount))],
        TimeProvider.System.GetUtcNow());

    private static RawPage Raw(string endpoint, string body) => new(endpoint, "GET /" + endpoint, Encoding.UTF8.GetBytes(body), TimeProvider.System.GetUtcNow());

    private static Result<T> Result<T>(T value) => value;
}

/// <summary>Short transactions.</summary>
internal static class Trade
{
    public static VenueTransaction Of(string id, string symbol = "BTC", DateTimeOffset? time = null) =>
        new(id, "trades", time ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TransactionKind.Trade, [new VenueLeg(symbol, symbol, 1, LegRole.Principal), new VenueLeg("USD", "USD", -10, LegRole.Principal)]);
}
