namespace PortfolioPlatform.Sandbox.Serving;

/// <summary>Faults of one venue. All off by default. Rates are shares between 0 and 1; times are sandbox time unless said otherwise.</summary>
public sealed record KnobSettings
{
    /// <summary>Pause before each answer, in real milliseconds.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Share of REST calls answered with a 5xx.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Share of REST calls answered as rate-limited (429 or the venue's way).</summary>
    public double RateLimitedRate { get; init; }

    /// <summary>From when it is set: banned for so many seconds (418 or the venue's way), with Retry-After.</summary>
    public double BanSeconds { get; init; }

    /// <summary>From when it is set: unreachable for so many seconds; connections are cut without an answer, sockets too.</summary>
    public double DarkSeconds { get; init; }

    /// <summary>Share of REST bodies that end in the middle.</summary>
    public double TruncatedRate { get; init; }

    /// <summary>Share of REST bodies that are no JSON at all.</summary>
    public double MalformedRate { get; init; }

    /// <summary>Share of history pages with fewer rows than there are, without a word.</summary>
    public double ShortPageRate { get; init; }

    /// <summary>How many rows such a page has; a third of what was asked for when zero.</summary>
    public int ShortPageRows { get; init; }

    /// <summary>Chance, per message sent, that the socket is cut after it.</summary>
    public double DropSocketRate { get; init; }

    /// <summary>Chance that a stream message comes twice.</summary>
    public double DuplicateRate { get; init; }

    /// <summary>Chance that a stream message comes after the next one.</summary>
    public double ReorderRate { get; init; }

    /// <summary>Chance that a stream message is delayed.</summary>
    public double DelayRate { get; init; }

    /// <summary>How long it is delayed, in real milliseconds.</summary>
    public int DelayMs { get; init; } = 500;

    /// <summary>How far the venue's clock is ahead (negative: behind), in seconds.</summary>
    public double ClockSkewSeconds { get; init; }

    /// <summary>A code nobody knows: setting it hands the main account one unit of it, once.</summary>
    public string? UnknownAsset { get; init; }

    /// <summary>The skew as a span.</summary>
    internal TimeSpan ClockSkew => TimeSpan.FromSeconds(ClockSkewSeconds);
}
