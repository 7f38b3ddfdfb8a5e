using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>First line of a journal: what the world is made of.</summary>
/// <param name="Seed">The seed of everything.</param>
/// <param name="Origin">Start of the history.</param>
/// <param name="PastDays">Days between the origin and the first start.</param>
/// <param name="Perpetuals">Whether main accounts open positions in perpetuals.</param>
internal sealed record WorldHeader(long Seed, DateTimeOffset Origin, int PastDays = VenueProfile.UsualPastDays, bool Perpetuals = false);

/// <summary>One thing that was done to the world from outside.</summary>
internal sealed record JournalEntry(DateTimeOffset Time, string Kind)
{
    public string? Venue { get; init; }
    public string? Account { get; init; }
    public OrderRequest? Order { get; init; }
    public long? OrderId { get; init; }
    public string? Asset { get; init; }
    public decimal? Amount { get; init; }
    public Markets.MarketShock? Shock { get; init; }
    public PerpetualOrder? Perpetual { get; init; }
    public OptionOrder? Option { get; init; }

    /// <summary>Settlement money that went from spot into the futures wallet.</summary>
    public decimal? Moved { get; init; }

    /// <summary>Of a clock entry: the real time at <see cref="Time"/>.</summary>
    public DateTimeOffset? Real { get; init; }

    /// <summary>Of a clock entry: how fast the clock ran from then on; zero = frozen.</summary>
    public double? Scale { get; init; }
}

/// <summary>
/// An append-only file, one JSON value a line: the header, then every order, cancellation, credit, shock and clock change. Flushed to the operating system
/// before the change is answered, so a killed process loses nothing; a torn last line is dropped.
/// </summary>
internal sealed class Journal : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private readonly StreamWriter? _writer;

    private Journal(WorldHeader header, IReadOnlyList<JournalEntry> past, StreamWriter? writer) => (Header, Past, _writer) = (header, past, writer);

    /// <summary>What the world is made of.</summary>
    public WorldHeader Header { get; }

    /// <summary>What had been done when the journal was opened.</summary>
    public IReadOnlyList<JournalEntry> Past { get; }

    /// <summary>Opens a journal, or begins one with the given header; without a path nothing is kept.</summary>
    public static Journal Open(string? path, WorldHeader header)
    {
        if (path is null) return new Journal(header, [], null);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var lines = File.Exists(path) ? WholeLines(path) : [];
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        stream.SetLength(lines.Sum(l => System.Text.Encoding.UTF8.GetByteCount(l) + 1L));
        stream.Seek(0, SeekOrigin.End);
        var writer = new StreamWriter(stream) { NewLine = "\n" };
        if (lines.Count > 0)
            return new Journal(JsonSerializer.Deserialize<WorldHeader>(lines[0], Json)!, [.. lines.Skip(1).Select(l => JsonSerializer.Deserialize<JournalEntry>(l, Json)!)], writer);
        var fresh = new Journal(header, [], writer);
        fresh.Write(header);
        return fresh;
    }

    /// <summary>Keeps an entry.</summary>
    public void Append(JournalEntry entry) => Write(entry);

    public void Dispose() => _writer?.Dispose();

    private void Write<T>(T value)
    {
        if (_writer is null) return;
        _writer.WriteLine(JsonSerializer.Serialize(value, Json));
        _writer.Flush();
    }

    private static List<string> WholeLines(string path)
    {
        var text = File.ReadAllText(path);
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
