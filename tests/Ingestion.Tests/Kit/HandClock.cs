namespace PortfolioPlatform.Ingestion.Tests.Kit;

/// <summary>A clock that stands until the test moves it; for what asks the time and sets no timers.</summary>
internal sealed class HandClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
