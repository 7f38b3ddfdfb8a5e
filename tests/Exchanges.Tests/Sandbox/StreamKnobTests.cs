using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>Every venue with every knob of its private stream: whatever the stream does, each fill is one record, and the history has all of them.</summary>
public sealed class StreamKnobTests : IAsyncLifetime
{
    private const int Bought = 6;

    // These number their messages (Kraken by channel), so a repeated one is dropped; at Coinbase and Bitfinex one that comes too early ends the stream.
    private static readonly HashSet<string> Numbered = ["kraken", "coinbase", "bitfinex"];

    private Trader _trader = null!;

    public static TheoryData<string> Venues => [.. SandboxVenues.Names];

    public async Task InitializeAsync() => _trader = await Trader.OpenAsync();

    public async Task DisposeAsync() => await _trader.DisposeAsync();

    [Theory]
    [MemberData(nameof(Venues))]
    [Trait("Pain", "47")]
    public async Task A_dropped_socket_ends_the_stream_and_the_history_has_what_it_missed(string venue)
    {
        await _trader.ListenAsync(venue);
        _trader.Set(new KnobSettings { DropSocketRate = 1 });

        _trader.Buy(Bought);
        await _trader.EndAsync();

        Assert.Empty(_trader.Told.Select(Trader.Key).Except(await _trader.HistoryAsync(Bought)));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_message_that_comes_twice_is_one_fill(string venue)
    {
        await _trader.ListenAsync(venue);
        _trader.Set(new KnobSettings { DuplicateRate = 1 });

        _trader.Buy(Bought);
        await _trader.HeardAsync(Bought);

        Assert.Equal(await _trader.HistoryAsync(Bought), _trader.Keys);
        Assert.Equal(Numbered.Contains(venue) ? Bought : _trader.Told.Count, _trader.Told.Count);
        Assert.All(_trader.Told.GroupBy(Trader.Key), same => Assert.Single(same.Select(WholeText.Of).Distinct()));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_message_that_comes_after_its_successor_loses_no_fill(string venue)
    {
        await _trader.ListenAsync(venue);
        _trader.Set(new KnobSettings { ReorderRate = 1 });

        _trader.Buy(Bought);
        if (venue is "coinbase" or "bitfinex") await _trader.EndAsync();
        else await _trader.HeardAsync(Bought - 1);

        Assert.Empty(_trader.Keys.Except(await _trader.HistoryAsync(Bought)));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_message_that_comes_after_its_page_has_the_key_of_the_record_in_it(string venue)
    {
        await _trader.ListenAsync(venue);
        _trader.Set(new KnobSettings { DelayRate = 1, DelayMs = 150 });

        _trader.Buy(2);
        var history = await _trader.HistoryAsync(2);
        await _trader.HeardAsync(2);

        Assert.Equal(history, _trader.Keys);
    }
}
