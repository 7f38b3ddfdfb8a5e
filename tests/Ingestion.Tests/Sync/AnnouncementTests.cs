using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Ingestion.Tests.Kit;

namespace PortfolioPlatform.Ingestion.Tests.Sync;

public sealed class AnnouncementTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public void A_fill_is_asked_for_at_once_and_then_with_growing_pauses_until_a_page_shows_it()
    {
        var announced = new Announcements(_clock);
        announced.Hear(Hint(Fill("a")));

        var pauses = Enumerable.Range(0, 7).Select(_ => Ask(announced)).ToList();
        announced.Show("trades", [Fill("other")], isNews: true);
        Assert.True(announced.AwaitsFillOf(_clock.Now));
        announced.Show("trades", [Fill("a")], isNews: false);

        Assert.Equal([1, 2, 4, 8, 15, 15, 15], pauses);
        Assert.False(announced.AwaitsFillOf(_clock.Now));
        Assert.Null(announced.NextAt);
    }

    [Fact]
    public void A_fill_that_happened_after_the_balances_were_told_does_not_keep_them_from_being_compared()
    {
        var announced = new Announcements(_clock);
        var told = _clock.Now;
        _clock.Now += TimeSpan.FromMilliseconds(1);

        announced.Hear(Hint(Fill("later")));

        Assert.False(announced.AwaitsFillOf(told));
        Assert.True(announced.AwaitsFillOf(_clock.Now));
    }

    [Fact]
    public void A_fill_that_stays_away_is_lost_once()
    {
        var announced = new Announcements(_clock);
        announced.Hear(Hint(Fill("a")));
        _clock.Now += Announcements.Deadline - TimeSpan.FromSeconds(1);
        Assert.Empty(announced.TakeLost());

        _clock.Now += TimeSpan.FromSeconds(1);

        Assert.Equal("a", Assert.Single(announced.TakeLost()).NativeId);
        Assert.Empty(announced.TakeLost());
        Assert.Null(announced.NextAt);
    }

    [Fact]
    public void A_fill_that_a_page_of_an_earlier_session_told_is_not_awaited_when_the_stream_tells_it_again()
    {
        var announced = new Announcements(_clock);
        announced.Knows([Fill("a").ToFact()]);

        announced.Hear(Hint(Fill("a")));
        announced.Hear(Hint(Fill("b")));
        _clock.Now += Announcements.Deadline;

        Assert.Equal("b", Assert.Single(announced.TakeLost()).NativeId);
    }

    [Fact]
    public void A_fill_whose_page_was_faster_than_the_stream_is_not_awaited()
    {
        var announced = new Announcements(_clock);
        announced.Show("trades", [Fill("a")], isNews: true);

        announced.Hear(Hint(Fill("a")));

        Assert.Null(announced.NextAt);
    }

    [Fact]
    public void Old_fills_told_again_on_connecting_are_looked_for_a_few_times_and_never_lost()
    {
        var announced = new Announcements(_clock);
        announced.Hear(Hint(Fill("old") with { Time = _clock.Now.AddDays(-3) }));

        Assert.False(announced.AwaitsFillOf(_clock.Now));
        var asked = 0;
        for (; announced.NextAt is not null; asked++)
        {
            Ask(announced);
            Assert.Empty(announced.TakeLost());
        }

        Assert.Equal(5, asked);
    }

    [Fact]
    public void Where_no_fill_was_told_the_first_news_of_the_stream_is_enough()
    {
        var announced = new Announcements(_clock);
        announced.Hear(new PollHint(false, ["trades", "ledger"], []));
        Assert.Equal(["ledger", "trades"], announced.TakeDue().Order(StringComparer.Ordinal));

        announced.Show("ledger", [], isNews: true);
        announced.Show("trades", [], isNews: false);
        _clock.Now = announced.NextAt!.Value;

        Assert.Equal(["trades"], announced.TakeDue());
    }

    private int Ask(Announcements announced)
    {
        _clock.Now = announced.NextAt!.Value > _clock.Now ? announced.NextAt!.Value : _clock.Now;
        Assert.Equal(["trades"], announced.TakeDue());
        return (int)(announced.NextAt!.Value - _clock.Now).TotalSeconds;
    }

    private VenueTransaction Fill(string id) => Trade.Of(id, time: _clock.Now);

    private static PollHint Hint(VenueTransaction fill) => new(false, ["trades"], [], fill);
}
