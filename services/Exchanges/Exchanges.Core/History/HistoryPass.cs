using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>
/// Where a newest-first walk through a venue's history stands. The first pass goes down to the beginning; each later one goes down to where the pass before began,
/// less an overlap and less whatever was still open then. All state is in here, so a process that dies between two pages reads at most one page twice.
/// </summary>
public sealed record HistoryPass
{
    /// <summary>The next page of this pass in the venue's own terms (a token, an id, a time); null at its start.</summary>
    public string? Position { get; init; }

    /// <summary>Newest record time of this pass, Unix milliseconds.</summary>
    public long? Top { get; init; }

    /// <summary>Oldest record time of this pass, Unix milliseconds.</summary>
    public long? Low { get; init; }

    /// <summary>Where this pass ends, Unix milliseconds; null in the first pass: at the beginning.</summary>
    public long? Floor { get; init; }

    /// <summary>The oldest record that was not final yet, Unix milliseconds: the next pass reads it again.</summary>
    public long? Open { get; init; }

    /// <summary>Whether the first pass is complete.</summary>
    public bool Backfilled { get; init; }

    /// <summary>Whether the page at <see cref="Position"/> is asked for a second time, because the first answer left open whether it was all.</summary>
    public bool Again { get; init; }

    /// <summary>Records read in this pass.</summary>
    public long Seen { get; init; }

    /// <summary>Reads a cursor; null is the start of the first pass.</summary>
    public static HistoryPass Parse(string? cursor) =>
        cursor is null ? new HistoryPass() : JsonSerializer.Deserialize(cursor, HistoryPassJson.Default.HistoryPass) ?? new HistoryPass();

    /// <summary>The cursor text.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, HistoryPassJson.Default.HistoryPass);

    /// <summary>The pass after a page.</summary>
    /// <param name="page">What the page meant.</param>
    /// <param name="times">Time of each raw record.</param>
    public HistoryPass After(MappedPage page, IReadOnlyCollection<DateTimeOffset> times)
    {
        var open = page.Transactions.Where(t => t.Status == Kernel.TransactionStatus.Pending).Select(t => t.Time.ToUnixTimeMilliseconds());
        return this with
        {
            Top = Newest(Top, times.Select(t => t.ToUnixTimeMilliseconds())),
            Low = Oldest(Low, times.Select(t => t.ToUnixTimeMilliseconds())),
            Open = Oldest(Open, open),
            Seen = Seen + page.RecordCount,
        };
    }

    /// <summary>The start of the next pass.</summary>
    /// <param name="overlap">How far late records may be inserted behind the newest.</param>
    /// <param name="longestOpen">How long an open record is waited for at most.</param>
    public HistoryPass Finish(TimeSpan overlap, TimeSpan longestOpen)
    {
        var top = Top ?? Floor + (long)overlap.TotalMilliseconds;
        var floor = top - (long)overlap.TotalMilliseconds;
        if (Open < floor) floor = Math.Max(Open.Value, (top - (long)longestOpen.TotalMilliseconds) ?? long.MinValue);
        return new HistoryPass { Floor = floor, Backfilled = true, Top = null };
    }

    /// <summary>How many records the walk will find in all, taking the density read so far; null when nothing is known.</summary>
    /// <param name="beginning">When the history begins.</param>
    /// <param name="now">The clock.</param>
    public long? Estimate(DateTimeOffset? beginning, DateTimeOffset now)
    {
        if (Backfilled || beginning is not { } start || Low is not { } low) return null;
        var (whole, covered) = (now.ToUnixTimeMilliseconds() - start.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds() - low);
        return covered <= 0 || whole <= covered ? Seen : (long)(Seen * ((double)whole / covered));
    }

    private static long? Newest(long? a, IEnumerable<long> b) => b.Aggregate(a, (x, y) => x > y ? x : y);

    private static long? Oldest(long? a, IEnumerable<long> b) => b.Aggregate(a, (x, y) => x < y ? x : y);
}

/// <summary>The cursor's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(HistoryPass))]
internal sealed partial class HistoryPassJson : JsonSerializerContext;
