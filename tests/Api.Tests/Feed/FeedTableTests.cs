using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PortfolioPlatform.Api.Feed;

namespace PortfolioPlatform.Api.Tests.Feed;

public sealed class FeedTableTests
{
    private static readonly ConflationWindow Window = new(100, 300);

    [Fact]
    public void Readers_that_come_and_go_at_any_time_all_end_with_the_latest_values() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Key, byte Step, bool Removed)[]>(), steps =>
        {
            var table = new FeedTable(new FeedName("t", null), Window);
            var readers = Enumerable.Range(1, 5).Select(every => new Reader(every)).ToList();
            var truth = new Dictionary<string, long>();
            long now = 0, version = 0;
            foreach (var (key, step, removed) in steps)
            {
                now += step;
                Change(table, truth, $"{key % 7}", ++version, removed, now);
                table.Send(now);
                foreach (var reader in readers) reader.Visit(table);
            }

            while (table.NextDue is { } due) table.Send(due);
            foreach (var reader in readers) reader.Read(table);
            return readers.TrueForAll(reader => reader.Has(truth));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_key_is_due_at_once_when_quiet_and_never_twice_within_a_window() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt[]>(), gaps =>
        {
            long now = 0;
            long? last = null;
            foreach (var gap in gaps)
            {
                now = Math.Max(now, last ?? 0) + gap.Get;
                var due = Window.Due(now, last);
                if (due < now || (last is null && due != now) || due - last < Window.Window || due - now > 2 * Window.Window) return false;
                if (now - last >= Window.Quiet && due != now) return false;
                last = due;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Thousands_of_removed_keys_do_not_stay_for_ever_and_readers_get_one_snapshot()
    {
        var table = new FeedTable(new FeedName("t", null), Window);
        var truth = new Dictionary<string, long>();
        var reader = new Reader(1);
        for (var i = 0; i < 3000; i++)
        {
            Change(table, truth, $"{i}", 2 * i, false, i * 1000);
            Change(table, truth, $"{i}", (2 * i) + 1, i != 2999, i * 1000);
            table.Send((i * 1000) + 900);
            reader.Read(table);
        }

        Assert.Equal(1, table.Count);
        Assert.True(reader.Snapshots is > 1 and < 6, $"{reader.Snapshots} snapshots");
        Assert.True(reader.Has(truth));
    }

    private static void Change(FeedTable table, Dictionary<string, long> truth, string key, long version, bool removed, long now)
    {
        var changes = new List<FeedChange>();
        var json = $$"""{"key":"{{key}}","epoch":1,"version":{{version}},"removed":{{(removed ? "true" : "false")}}}""";
        Assert.True(FeedChange.TryRead(Encoding.UTF8.GetBytes(json), changes));
        table.Apply(changes[0], now);
        if (removed) truth.Remove(key);
        else truth[key] = version;
    }

    /// <summary>A reader that looks at every nth opportunity and merges what it gets.</summary>
    private sealed class Reader(int every)
    {
        private readonly Dictionary<string, long> values = [];
        private FeedPosition position;
        private int visits;

        internal int Snapshots { get; private set; }

        internal void Visit(FeedTable table)
        {
            if (++visits % every == 0) Read(table);
        }

        internal void Read(FeedTable table)
        {
            if (position.Epoch == table.Epoch && position.Version == table.Version) return;
            var fresh = position.Epoch != table.Epoch;
            using var frame = JsonDocument.Parse(fresh ? table.Snapshot() : table.Delta(position.Version));
            if (fresh) values.Clear();
            if (fresh) Snapshots++;
            foreach (var value in frame.RootElement.GetProperty("values").EnumerateArray())
            {
                var key = value.GetProperty("key").GetString()!;
                if (value.GetProperty("removed").GetBoolean()) values.Remove(key);
                else values[key] = value.GetProperty("version").GetInt64();
            }

            position = new FeedPosition(table.Epoch, table.Version);
        }

        internal bool Has(Dictionary<string, long> truth) => truth.Count == values.Count && truth.All(pair => values.GetValueOrDefault(pair.Key) == pair.Value);
    }
}
