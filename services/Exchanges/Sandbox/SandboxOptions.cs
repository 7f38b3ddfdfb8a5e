using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox;

/// <summary>What a sandbox world is made of. The same seed, origin and journal give the same world to the last digit.</summary>
public sealed record SandboxOptions
{
    /// <summary>The seed of prices, ids, keys and the demo history.</summary>
    /// <value>Default 20240117.</value>
    public long Seed { get; init; } = 20240117;

    /// <summary>Start of the history; a journal that exists wins over it.</summary>
    /// <value>Default: two years before the first start, at midnight UTC.</value>
    public DateTimeOffset? Origin { get; init; }

    /// <summary>File that keeps the world's header (seed, origin) and everything that was done to it through the APIs; null keeps nothing.</summary>
    public string? JournalPath { get; init; }

    /// <summary>A price file to replay from the origin on (CSV, or CSV.GZ; daily long or hourly wide format); assets it lacks are simulated.</summary>
    public string? PricesFile { get; init; }

    /// <summary>How many sandbox seconds pass in a second.</summary>
    /// <value>Default 1.</value>
    public double TimeScale { get; init; } = 1;

    /// <summary>Fixed ports by venue, and of the control API as <c>control</c>; absent = any free port.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Mean pause, in real time, between the fills that keep each main account's stream alive; zero = no such fills.</summary>
    /// <value>Default 15 s.</value>
    public TimeSpan LiveFillEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether the venues' documented rate limits are enforced.</summary>
    public bool EnforceLimits { get; init; } = true;

    /// <summary>How many times faster than documented the limits refill: the demo's import would else take as long as at the real venues. Rate gates must run at the same pace.</summary>
    /// <value>Default 1: as documented.</value>
    public double LimitPace { get; init; } = 1;

    /// <summary>Whether the main account of a venue that lists perpetuals opens positions in them, two weeks before the first start; a journal that exists wins over it.</summary>
    public bool Perpetuals { get; init; }

    /// <summary>Whether a venue of options (Deribit) is served beside the others.</summary>
    public bool Options { get; init; }

    /// <summary>Kraken's account tier, which sets its counters: <c>starter</c>, <c>intermediate</c> or <c>pro</c>.</summary>
    /// <value>Default <c>intermediate</c>.</value>
    public string KrakenTier { get; init; } = "intermediate";

    /// <summary>Faults from the start on, by venue.</summary>
    public IReadOnlyDictionary<string, KnobSettings> Knobs { get; init; } = new Dictionary<string, KnobSettings>(StringComparer.Ordinal);
}
