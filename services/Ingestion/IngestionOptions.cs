namespace PortfolioPlatform.Ingestion;

/// <summary>Settings of the section <c>Ingestion</c>.</summary>
internal sealed class IngestionOptions
{
    /// <summary>Where venues are reached, by name; a venue that is not here is the real one.</summary>
    public Dictionary<string, VenueAddress> Venues { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys of the demo accounts, by venue name; none = no demo.</summary>
    public Dictionary<string, DemoAccountKey> Demo { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often a live account's streams are all polled when its private stream is connected.</summary>
    /// <value>Default one minute.</value>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The same without a private stream.</summary>
    /// <value>Default 15 s.</value>
    public TimeSpan PollWithoutStreamEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Streams of one account that are fetched at the same time.</summary>
    /// <value>Default 3.</value>
    public int Parallel { get; set; } = 3;

    /// <summary>How long a lease on a key lives without renewal.</summary>
    /// <value>Default 15 s.</value>
    public TimeSpan LeaseFor { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether this process fetches public prices and candles.</summary>
    /// <value>Default yes.</value>
    public bool PublicData { get; set; } = true;

    /// <summary>How far back daily candles are asked for.</summary>
    /// <value>Default three years.</value>
    public int CandleDays { get; set; } = 1100;

    /// <summary>How far back hourly candles are asked for.</summary>
    /// <value>Default 30 days.</value>
    public int CandleHourDays { get; set; } = 30;
}

/// <summary>Base addresses of a venue other than the real ones.</summary>
internal sealed class VenueAddress
{
    /// <summary>REST API.</summary>
    public Uri? Rest { get; set; }

    /// <summary>WebSocket API.</summary>
    public Uri? Stream { get; set; }

    /// <summary>How many times faster than documented its limits refill; only a sandbox has another than 1.</summary>
    public double LimitPace { get; set; } = 1;
}

/// <summary>Key of a demo account at the sandbox.</summary>
internal sealed class DemoAccountKey
{
    /// <summary>Public part.</summary>
    public string Key { get; set; } = "";

    /// <summary>Private part.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Third part, where the venue has one.</summary>
    public string? Passphrase { get; set; }
}
