namespace PortfolioPlatform.Platform.Bus;

/// <summary>How long to wait before each further attempt; after the last a message is put aside.</summary>
internal sealed record RetrySchedule(IReadOnlyList<TimeSpan> Delays)
{
    public static RetrySchedule Default { get; } = new([TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)]);

    /// <summary>The pause while the database is away; such attempts do not count.</summary>
    public TimeSpan Outage { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan After(int attempt) => Delays[Math.Min(attempt, Delays.Count) - 1];
}
