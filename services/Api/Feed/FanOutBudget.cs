namespace PortfolioPlatform.Api.Feed;

/// <summary>
/// A quarter of a core, of which a fifth of a second's share may be saved: a round after a silence is followed at once by the next one, and rounds without end leave three quarters.
/// Times are microseconds of one monotonic clock.
/// </summary>
internal sealed class FanOutBudget(long began)
{
    private const int RestPerWork = 3;
    private const long Most = 50_000;
    private long left = Most;
    private long restedSince = began;

    /// <summary>Spends what a round took and says how long to rest after it.</summary>
    internal long Spend(long roundBegan, long roundEnded)
    {
        left = Math.Min(Most, left + ((roundBegan - restedSince) / RestPerWork)) - (roundEnded - roundBegan);
        restedSince = roundEnded;
        return Math.Max(0, -left * RestPerWork);
    }
}
