using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;

namespace PortfolioPlatform.Exchanges.Tests.Core;

public sealed class VenueHttpTests
{
    private static readonly ErrorTable Errors = new([new ErrorRule("busy", VenueErrorType.Unavailable), new ErrorRule("bad", VenueErrorType.InvalidRequest)]);

    private static VenueProfile Profile => new("test", new Uri("http://unused"), response => response.Status == 200 ? null : Errors.Classify(System.Text.Encoding.UTF8.GetString(response.Body.Span), "said the venue"));

    [Fact]
    public async Task A_transient_error_is_repeated_and_a_final_one_is_not()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        using var http = new VenueHttp(Profile, venue.Context(new ManualClock { JumpsToTimers = true }), null);
        venue.OnCall = (_, _) => venue.Calls.Count < 3 ? new Answer("busy", 503) : new Answer("bad", 400);

        var answer = await http.SendAsync(VenueRequest.Get("/x"), CancellationToken.None);

        Assert.Equal(VenueErrorType.InvalidRequest, Assert.IsType<VenueError>(answer.Error).Type);
        Assert.Equal(3, venue.Calls.Count);
    }

    [Fact]
    public async Task Every_attempt_pays_its_weight()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        var clock = new ManualClock { JumpsToTimers = true };
        using var http = new VenueHttp(Profile, venue.Context(clock), null);
        venue.OnCall = (_, _) => venue.Calls.Count < 3 ? new Answer("busy", 503) : new Answer("{}");
        var started = clock.GetUtcNow();
        var request = VenueRequest.Get("/x") with { Costs = [new RateCost("test", new RateLimit(RateLimitShape.SlidingWindow, 1, TimeSpan.FromMinutes(1)), 1)] };

        var answer = await http.SendAsync(request, CancellationToken.None);

        Assert.True(answer.IsOk);
        Assert.True(clock.GetUtcNow() - started >= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task After_a_refusal_it_waits_on_the_clock_the_limits_run_on()
    {
        var refusals = new ErrorTable([new ErrorRule("slow", VenueErrorType.RateLimited)]);
        await using var venue = await ScriptedVenue.StartAsync();
        var clock = new ManualClock { JumpsToTimers = true };
        var profile = Profile with { ReadError = response => response.Status == 200 ? null : refusals.Classify("slow", "said the venue") };
        using var http = new VenueHttp(profile, venue.Context(clock) with { LimitClock = new PacedClock(clock, 100) }, null);
        venue.OnCall = (_, _) => venue.Calls.Count < 2 ? new Answer("slow", 429) : new Answer("{}");
        var started = clock.GetUtcNow();

        var answer = await http.SendAsync(VenueRequest.Get("/x"), CancellationToken.None);

        Assert.True(answer.IsOk);
        Assert.Equal(profile.Timeouts.LimitFloor / 100, clock.GetUtcNow() - started);
    }
}
