using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>
/// Every venue with every REST knob: a whole import through the real connector, with nobody asking a failed call again, equals the truth.
/// The calls are made one by one and the fault hits the same of them every time.
/// </summary>
public sealed class RestKnobTests(SandboxWorld world) : IClassFixture<SandboxWorld>, IDisposable
{
    // A ban is waited for by the caller, not by the call.
    private static readonly VenueTimeouts Patient = new() { LongestWait = TimeSpan.FromSeconds(30) };

    public static TheoryData<string> Venues => [.. SandboxVenues.Names];

    public void Dispose()
    {
        foreach (var site in world.Server.Sites.Values) site.Knobs.Set(new KnobSettings());
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public Task Every_seventh_call_answered_5xx_is_repeated(string venue) => EqualsTruthAsync(venue, new KnobSettings { ErrorRate = 1 }, call => call % 7 == 6);

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "23")]
    public Task Every_seventh_body_that_ends_in_the_middle_is_asked_for_again(string venue) => EqualsTruthAsync(venue, new KnobSettings { TruncatedRate = 1 }, call => call % 7 == 6);

    [Theory]
    [MemberData(nameof(Venues))]
    public Task Every_seventh_body_that_is_no_JSON_is_asked_for_again(string venue) => EqualsTruthAsync(venue, new KnobSettings { MalformedRate = 1 }, call => call % 7 == 6);

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "24")]
    public Task Every_second_page_with_fewer_rows_than_there_are_loses_nothing(string venue) => EqualsTruthAsync(venue, new KnobSettings { ShortPageRate = 1, ShortPageRows = 2 }, call => call % 2 == 0);

    [Theory]
    [MemberData(nameof(Venues))]
    public Task An_answer_that_takes_a_minute_is_not_waited_for(string venue) => EqualsTruthAsync(venue, new KnobSettings { LatencyMs = 60_000 }, call => call == 5);

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "22")]
    public async Task A_429_is_repeated_after_the_wait_and_not_before(string venue)
    {
        var limits = PacedClock.Of(TimeProvider.System, 100);
        using var line = Line(venue, new KnobSettings { RateLimitedRate = 1 }, call => call is 4 or 9, limits);

        await EqualsTruthAsync(venue, line, limits);

        var waits = line.Calls.SelectMany((call, i) => line.Calls.Skip(i + 1).Where(later => call.Hit && later.Path == call.Path).Take(1).Select(again => (again.At - call.At).TotalSeconds)).ToList();
        Assert.NotEmpty(waits);
        // Ten seconds were asked for; a timer's millisecond is a tenth of a second at this pace. How much later a busy machine comes to it says nothing.
        Assert.All(waits, wait => Assert.InRange(wait, 9.5, double.PositiveInfinity));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_venue_that_goes_dark_is_asked_again_and_the_import_goes_on_from_the_cursors(string venue)
    {
        using var line = Line(venue, new KnobSettings { DarkSeconds = 3_600 }, call => call is > 6 and < 14);

        var import = await EqualsTruthAsync(venue, line, TimeProvider.System, patience: 3);

        Assert.Equal(7, line.Hits);
        Assert.NotEmpty(import.Pages);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "22")]
    public async Task A_ban_is_told_with_its_end_and_nothing_is_sent_before_it(string venue)
    {
        var time = new ManualClock();
        using var line = Line(venue, new KnobSettings { BanSeconds = 1_200 }, _ => true);
        using var http = new HttpClient(line, disposeHandler: false);
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue) with { Http = http, LimitClock = time, Gates = new InProcessRateBudget(time), Timeouts = Patient });

        var error = Assert.IsType<VenueError>((await session.FetchBalancesAsync(CancellationToken.None)).Error);
        var sent = line.Calls.Count;
        var again = Assert.IsType<VenueError>((await session.FetchBalancesAsync(CancellationToken.None)).Error);

        Assert.True(error is { Type: VenueErrorType.Banned or VenueErrorType.RateLimited } && error.RetryAfter > TimeSpan.FromSeconds(30), error.ToString());
        Assert.Equal((sent, error.RetryAfter), (line.Calls.Count, again.RetryAfter));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "25")]
    public async Task A_clock_ten_minutes_off_is_measured_and_signed_with(string venue)
    {
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), world.Context(venue));
        foreach (var seconds in new[] { 600, -600 })
        {
            world.Server.Sites[venue].Knobs.Set(new KnobSettings { ClockSkewSeconds = seconds });
            var answer = await session.FetchBalancesAsync(CancellationToken.None);
            Assert.True(answer.IsOk, answer.IsOk ? "" : answer.Error.Message);
        }
    }

    private async Task EqualsTruthAsync(string venue, KnobSettings fault, Func<int, bool> hits)
    {
        using var line = Line(venue, fault, hits);
        await EqualsTruthAsync(venue, line, TimeProvider.System);
        Assert.NotEqual(0, line.Hits);
    }

    // Where the limits' clock is fast, waits for it are short already.
    private VenueContext Context(string venue, TimeProvider limits) =>
        limits == TimeProvider.System ? world.Context(venue) : world.Context(venue) with { Clock = world.Server.Clock, LimitClock = limits };

    private FaultyLine Line(string venue, KnobSettings fault, Func<int, bool> hits, TimeProvider? clock = null) =>
        new(world.Server.Sites[venue], fault, hits) { Clock = clock ?? TimeProvider.System };

    private async Task<Import> EqualsTruthAsync(string venue, FaultyLine line, TimeProvider limits, int patience = 1)
    {
        using var http = new HttpClient(line, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(50));
        var timeouts = (SandboxVenues.Find(venue).Profile.Timeouts) with { Attempt = TimeSpan.FromSeconds(2) };
        await using var session = SandboxVenues.Find(venue).Open(world.Credentials(venue), Context(venue, limits) with { Http = http, Timeouts = timeouts });
        var import = new Import { Patience = patience, Lanes = 1 };

        await import.RunAsync(session, deadline.Token);

        Assert.Equal(world.Movements(venue), SandboxWorld.Movements(import));
        Assert.DoesNotContain(import.Pages, page => page.Mapped.IsUnreadable());
        return import;
    }
}
