using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Sync;

public sealed class LiveTests
{
    [Fact]
    public async Task A_fill_on_the_stream_is_shown_at_once_and_its_page_is_fetched()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync("--Ingestion:PollEvery=00:10:00");
        var shown = new ConcurrentQueue<ProvisionalFill>();
        await using var listening = await workshop.Services.GetRequiredService<ILiveChannel>().SubscribeAsync(
            LiveTopics.ProvisionalFills, bytes => shown.Enqueue(JsonSerializer.Deserialize(bytes.Span, LiveJson.Default.ProvisionalFill)!), CancellationToken.None);
        workshop.Start(venue);
        await workshop.StateAsync("live");

        venue.Page("trades", Trade.Of("2"));
        venue.Stream.Writer.TryWrite(new PrivateEvent(Trade.Of("2"), [], ["trades"]));

        await Eventually.HoldsAsync(() => workshop.Ids.Contains("2"), "the canonical page");
        Assert.Equal("2", Assert.Single(shown).Fill.NativeId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_stream_announced_is_asked_for_again_when_the_venue_lags(bool named)
    {
        var fill = Trade.Of("2", time: TimeProvider.System.GetUtcNow());
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync("--Ingestion:PollEvery=00:10:00");
        workshop.Start(venue);
        await workshop.StateAsync("live");
        venue.Asked.Clear();

        venue.Stream.Writer.TryWrite(new PrivateEvent(named ? fill : null, [], ["trades"]));
        await Eventually.HoldsAsync(() => venue.Asked.Count >= 3, "looks in vain");
        venue.Page("trades", fill);

        await Eventually.HoldsAsync(() => workshop.Ids.Contains("2"), "the next look");
        Assert.Equal(["1", "2"], workshop.Ids);
    }

    [Fact]
    public async Task Another_record_on_the_way_does_not_stand_for_the_fill_that_was_announced()
    {
        var now = TimeProvider.System.GetUtcNow();
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync("--Ingestion:PollEvery=00:10:00", "--Ingestion:PollWithoutStreamEvery=00:10:00");
        workshop.Start(venue);
        await workshop.StateAsync("live");

        venue.Page("trades", Trade.Of("other", time: now));
        venue.Stream.Writer.TryWrite(new PrivateEvent(Trade.Of("announced", time: now), [], ["trades"]));
        await Eventually.HoldsAsync(() => workshop.Ids.Contains("other"), "the other record");
        venue.Page("trades", Trade.Of("announced", time: now));

        await Eventually.HoldsAsync(() => workshop.Ids.Contains("announced"), "the announced one");
        Assert.Equal(["1", "other", "announced"], workshop.Ids);
    }

    [Fact]
    public async Task A_fill_that_never_comes_is_a_problem_of_the_account_until_it_comes()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync("--Ingestion:PollEvery=00:00:01");
        var missing = workshop.Services.GetRequiredService<MissingFills>();
        var now = TimeProvider.System.GetUtcNow();
        await missing.RaiseAsync(workshop.Job(venue), new Announced("trades", "2", ["trades"], now, now, 14, now), CancellationToken.None);
        await workshop.EventuallyToldAsync<PageProblemFound>(p => p is { Code: "announced-missing", NativeId: "2" }, "the problem");
        workshop.Start(venue);
        await Eventually.HoldsAsync(async () => (await workshop.ValueAsync())?.Problems == 1, "the account shows it");

        venue.Page("trades", Trade.Of("2", time: now));

        await Eventually.HoldsAsync(async () => (await workshop.ValueAsync())?.Problems == 0, "it is resolved");
    }

    [Fact]
    public async Task What_pages_told_before_a_restart_is_known_after_it()
    {
        var fill = Trade.Of("2", time: TimeProvider.System.GetUtcNow());
        var venue = new ScriptedVenue { Mapper = (_, _, _) => MappedPage.Of([fill], [], 1) }.Page("trades", MappedPage.Of([fill], [], 1));
        await using var workshop = await Workshop.OpenAsync();
        workshop.Start(venue);
        await workshop.StateAsync("live");
        await workshop.StopAsync();

        var archive = workshop.Services.GetRequiredService<AccountArchive>();
        Assert.Equal(["2"], (await archive.ToldSinceAsync(workshop.Job(venue), fill.Time, CancellationToken.None)).Select(t => t.NativeId));
        Assert.Empty(await archive.ToldSinceAsync(workshop.Job(venue), fill.Time.AddHours(1), CancellationToken.None));
    }

    [Fact]
    public async Task A_fill_that_was_taken_for_missing_though_a_page_has_it_is_no_problem_any_more_after_a_restart()
    {
        var fill = Trade.Of("2", time: TimeProvider.System.GetUtcNow());
        var venue = new ScriptedVenue { Mapper = (_, _, _) => MappedPage.Of([fill], [], 1) }.Page("trades", MappedPage.Of([fill], [], 1));
        await using var workshop = await Workshop.OpenAsync("--Ingestion:PollEvery=00:10:00");
        workshop.Start(venue);
        await workshop.StateAsync("live");
        await workshop.StopAsync();
        var now = TimeProvider.System.GetUtcNow();
        await workshop.Services.GetRequiredService<MissingFills>().RaiseAsync(workshop.Job(venue), new Announced(fill.Source, "2", ["trades"], now, now, 14, now), CancellationToken.None);

        workshop.Start(venue);
        await Eventually.HoldsAsync(
            async () => await workshop.Database.ScalarAsync<long>("select count(*) from ingestion.page_problem where code = 'announced-missing' and resolved_at is not null") == 1, "it is resolved");
        await Eventually.HoldsAsync(async () => await workshop.ValueAsync() is { State: "live", Problems: 0 }, "the account shows none");
    }

    [Fact]
    [Trait("Pain", "47")]
    public async Task After_a_lost_stream_everything_is_read_from_the_cursors()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync("--Ingestion:PollEvery=00:10:00", "--Ingestion:PollWithoutStreamEvery=00:10:00");
        workshop.Start(venue);
        await workshop.StateAsync("live");

        venue.Page("trades", Trade.Of("missed"));
        venue.CutStream();

        await Eventually.HoldsAsync(() => workshop.Ids.Contains("missed"), "the backfill");
        await workshop.StateAsync("live");
    }

    [Fact]
    public async Task Without_a_stream_the_account_is_polled_and_says_so()
    {
        var venue = new ScriptedVenue { RefuseStream = true }.Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();
        workshop.Start(venue);
        var polling = await workshop.StateAsync("polling");

        venue.Page("trades", Trade.Of("2"));
        await Eventually.HoldsAsync(() => workshop.Ids.Contains("2"), "the poll");

        Assert.False(polling.StreamAlive);
    }

    [Fact]
    public async Task An_account_that_never_stands_still_is_held_against_its_history_all_the_same()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("0"));
        var trades = 0;
        venue.Meanwhile = () =>
        {
            venue.Page("trades", Trade.Of($"{++trades}"));
            venue.Balances.Clear();
            venue.Balances.Enqueue(ScriptedVenue.Holding(("BTC", trades)));
        };
        await using var workshop = await Workshop.OpenAsync("--Ingestion:PollEvery=00:00:01", "--Ingestion:PollWithoutStreamEvery=00:00:01");

        workshop.Start(venue);
        await workshop.EventuallyToldAsync<BalancesReported>(b => b.HistoryComplete, "complete balances");

        var told = workshop.Told.Messages.ToList();
        var complete = told.FindIndex(m => m is BalancesReported { HistoryComplete: true });
        var last = ((BalancesReported)told[complete]).Balances.Single().Total.ToString();
        Assert.Contains(last, told.Take(complete).OfType<TransactionsRecorded>().SelectMany(t => t.Transactions).Select(t => t.NativeId));
    }
}
