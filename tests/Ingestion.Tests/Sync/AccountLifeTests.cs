using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Sync;

public sealed class AccountLifeTests
{
    [Fact]
    public async Task Balances_come_before_history_and_again_when_history_is_whole()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("2")).Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();

        workshop.Start(venue);
        var live = await workshop.StateAsync("live");
        await workshop.EventuallyToldAsync<BalancesReported>(b => b.HistoryComplete, "complete balances");

        Assert.IsType<BalancesReported>(workshop.Told.Messages.First(m => m is BalancesReported or TransactionsRecorded));
        Assert.Equal(["2", "1"], workshop.Ids);
        Assert.Equal((2, 2L), ((int)live.Done, live.Expected));
        Assert.NotNull(live.LastSync);
        Assert.True(live.StreamAlive);
    }

    [Fact]
    [Trait("Pain", "23")]
    public async Task A_restart_goes_on_at_the_committed_cursor_and_tells_nothing_twice()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("3")).Page("trades", Trade.Of("2")).Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();
        workshop.Start(venue);
        await workshop.StateAsync("live");
        await workshop.StopAsync();
        venue.Asked.Clear();

        venue.Page("trades", Trade.Of("4"));
        workshop.Start(venue);
        await Eventually.HoldsAsync(() => workshop.Ids.Contains("4"), "the new trade");

        Assert.Equal(("trades", "3"), venue.Asked.First());
        Assert.Equal(["3", "2", "1", "4"], workshop.Ids);
        Assert.Equal(4, await workshop.Database.ScalarAsync<long>("select count(*) from ingestion.raw_page where stream = 'trades'"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"symbols":["BTC"]}""")]
    [Trait("Pain", "24")]
    public async Task A_page_that_comes_again_because_polls_overlap_is_told_and_archived_once(string? metadata)
    {
        var venue = new ScriptedVenue { Overlaps = true, Metadata = metadata }.Page("trades", Trade.Of("2")).Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();

        workshop.Start(venue);
        await workshop.EventuallyToldAsync<BalancesReported>(b => b.HistoryComplete, "complete balances");
        await Eventually.HoldsAsync(() => venue.Asked.Count > 8, "more polls");
        await workshop.StopAsync();
        workshop.Start(venue);
        await Eventually.HoldsAsync(() => venue.Asked.Count > 16, "polls after a restart");

        Assert.Equal(["2", "1"], workshop.Ids);
        Assert.Equal(2, await workshop.Database.ScalarAsync<long>("select records from ingestion.account"));
    }

    [Fact]
    [Trait("Pain", "23")]
    public async Task A_failure_in_the_middle_keeps_what_is_committed_and_the_history_is_not_called_whole()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("2")).Fails("trades", new VenueError(VenueErrorType.Unavailable, "503", "Service unavailable."));
        await using var workshop = await Workshop.OpenAsync();

        workshop.Start(venue);
        var down = await workshop.StateAsync("venue-down");
        await workshop.EventuallyToldAsync<TransactionsRecorded>(t => t.Transactions.Length == 1, "the first page");

        Assert.Contains("last balances", down.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(workshop.Told.Of<BalancesReported>(), b => b.HistoryComplete);
        Assert.False(await workshop.Database.ScalarAsync<bool>("select backfill_done from ingestion.stream"));
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_is_quarantined_and_everything_else_goes_on()
    {
        var venue = new ScriptedVenue().Unreadable("bad", "<html>", times: 2).Page("good", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();

        workshop.Start(venue);
        await workshop.EventuallyToldAsync<PageProblemFound>(p => p.Code == "page-unreadable", "the problem");
        await Eventually.HoldsAsync(() => workshop.Ids.Contains("1"), "the other stream");
        await workshop.EventuallyToldAsync<BalancesReported>(b => b.HistoryComplete, "whole once the page could be read");

        Assert.Equal(1, await workshop.Database.ScalarAsync<long>("select count(*) from ingestion.raw_page where stream = 'bad' and record_count = 0"));
        Assert.Contains("good-bad", workshop.Ids);
        Assert.Equal(0, await workshop.Database.ScalarAsync<long>("select count(*) from ingestion.page_problem where resolved_at is null"));
    }

    [Fact]
    [Trait("Pain", "19")]
    public async Task A_time_that_cannot_be_right_is_quarantined()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("seconds-for-milliseconds", time: DateTimeOffset.UnixEpoch.AddDays(20)), Trade.Of("fine"));
        await using var workshop = await Workshop.OpenAsync();

        workshop.Start(venue);
        await workshop.EventuallyToldAsync<PageProblemFound>(p => p is { Code: "implausible-time", NativeId: "seconds-for-milliseconds" }, "the problem");
        await Eventually.HoldsAsync(() => workshop.Ids.Any(), "the rest of the page");

        Assert.Equal(["fine"], workshop.Ids);
        Assert.Equal(1, (await workshop.StateAsync("live")).Problems);
    }

    [Fact]
    [Trait("Pain", "26")]
    public async Task An_unknown_asset_is_kept_and_reported_once()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1", "NOSUCHCOIN")).Page("trades", Trade.Of("2", "NOSUCHCOIN"), Trade.Of("3"));
        await using var workshop = await Workshop.OpenAsync();

        workshop.Start(venue);
        await workshop.StateAsync("live");
        await Eventually.HoldsAsync(() => workshop.Ids.Count() == 3, "all three");

        Assert.Single(workshop.Told.Of<PageProblemFound>(), p => p.Code == "unknown-asset" && p.Detail.Contains("NOSUCHCOIN", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Pain", "22")]
    public async Task Symbols_found_on_the_way_open_further_streams_and_nothing_else_is_polled()
    {
        var venue = new ScriptedVenue().Page("deposits", Trade.Of("d", "SOL")).Page("trades:SOL", Trade.Of("t", "ADA")).Page("trades:ADA", Trade.Of("a", "ADA")).Page("trades:XRP", Trade.Of("x"));
        venue.Streams = seen => seen.Where(s => s is "SOL" or "ADA").Select(s => new HistoryStream("trades:" + s, 1)).Prepend(new HistoryStream("deposits", 0));
        await using var workshop = await Workshop.OpenAsync();

        workshop.Start(venue);
        await workshop.StateAsync("live");
        await Eventually.HoldsAsync(() => workshop.Ids.Count() == 3, "three transactions");

        Assert.Equal(["a", "d", "t"], workshop.Ids.Order());
        Assert.DoesNotContain(venue.Asked, a => a.Stream == "trades:XRP");
    }

    [Fact]
    public async Task Streams_of_one_rank_take_turns_so_that_the_newest_of_all_comes_first()
    {
        var venue = new ScriptedVenue();
        foreach (var stream in new[] { "a", "b" }) venue.Page(stream, Trade.Of(stream + "1")).Page(stream, Trade.Of(stream + "2")).Page(stream, Trade.Of(stream + "3"));
        await using var workshop = await Workshop.OpenAsync("--Ingestion:Parallel=1");

        workshop.Start(venue);
        await workshop.StateAsync("live");

        var turns = venue.Asked.Take(6).Select(a => a.Stream).Chunk(2).ToList();
        Assert.All(turns, pair => Assert.Equal(["a", "b"], pair.Order()));
    }

    [Fact]
    public async Task A_stream_the_venue_refuses_does_not_stop_the_others_and_says_what_to_do()
    {
        var venue = new ScriptedVenue().Fails("margin", new VenueError(VenueErrorType.PermissionDenied, "EGeneral:Permission denied", "Permission denied.")).Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();

        workshop.Start(venue);
        var value = await workshop.StateAsync("missing-permission");
        await Eventually.HoldsAsync(() => workshop.Ids.Contains("1"), "the other stream");

        Assert.Contains("permission", value.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(workshop.Told.Of<BalancesReported>(), b => b.HistoryComplete);
    }

    [Fact]
    public async Task A_process_that_lost_its_lease_can_write_nothing()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();
        await workshop.Database.ExecuteAsync("update ingestion.account set holder_epoch = 1000000");

        workshop.Start(venue);
        await workshop.EndAsync();

        Assert.Empty(workshop.Told.Of<BalancesReported>());
        Assert.Equal(0, await workshop.Database.ScalarAsync<long>("select count(*) from ingestion.raw_page"));
    }

    [Fact]
    public async Task A_lease_taken_over_in_the_middle_ends_the_old_life_without_another_page()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();
        workshop.Start(venue);
        await workshop.StateAsync("live");

        await workshop.Database.ExecuteAsync("update ingestion.account set holder_epoch = 1000000");
        venue.Page("trades", Trade.Of("2"));
        await workshop.EndAsync();

        Assert.Equal(["1"], workshop.Ids);
    }
}
