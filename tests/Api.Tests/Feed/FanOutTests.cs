using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PortfolioPlatform.Api.Feed;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Api.Tests.Feed;

public sealed class FanOutTests
{
    [Fact]
    public async Task On_a_machine_so_busy_that_time_passes_between_two_looks_at_the_clock_the_loop_goes_on()
    {
        using var fanOut = new FanOut(new BusyClock(), new FeedOptions());
        await fanOut.StartAsync(default);
        for (var version = 1; version <= 40; version++)
        {
            var table = new FeedTable(new FeedName("t", null), new ConflationWindow(100_000, 300_000));
            await using var hub = new FeedHub(FeedSource.Public("t"), table, fanOut, NullLogger<FeedHub>.Instance);
            // The second change of a key waits for the end of its window.
            foreach (var later in new[] { 1, 2 })
            {
                var changes = new List<FeedChange>();
                Assert.True(FeedChange.TryRead(Encoding.UTF8.GetBytes($$"""{"key":"a","epoch":1,"version":{{later}}}"""), changes));
                table.Apply(changes[0], fanOut.Now);
                if (later == 1) table.Send(fanOut.Now);
            }

            fanOut.Request(hub);
            await Poll.UntilAsync(() => hub.NextDue is null || fanOut.ExecuteTask!.IsCompleted);
            Assert.False(fanOut.ExecuteTask!.IsFaulted, fanOut.ExecuteTask.Exception?.ToString());
        }

        await fanOut.StopAsync(default);
    }

    /// <summary>Each look is a thirtieth of a second after the one before.</summary>
    private sealed class BusyClock : TimeProvider
    {
        private long _looks;

        public override long GetTimestamp() => base.GetTimestamp() + (Interlocked.Increment(ref _looks) * TimestampFrequency / 30);
    }
}
