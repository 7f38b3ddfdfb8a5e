using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Limits;

/// <summary>
/// Budgets that all replicas draw from together. Each brings its own clock; the store keeps the latest time any of them brought, so a clock that is behind opens no
/// window twice. While the store is away every replica counts by itself and takes at most a quarter of each limit.
/// </summary>
internal sealed class SharedRateBudget(ISharedScripts scripts, TimeProvider clock) : IRateBudget
{
    private const int Replicas = 4;

    private readonly InProcessRateBudget _alone = new(clock);

    /// <inheritdoc/>
    public async ValueTask<TimeSpan> TryTakeAsync(string name, RateLimit limit, int weight, CancellationToken cancellationToken)
    {
        var told = await scripts.RunAsync(
            RateProgram.Take, "rate:" + name, [Text(clock.GetUtcNow()), Shape(limit.Shape), Text(limit.Capacity), Text(limit.Window), Text(Math.Min(weight, limit.Capacity))], cancellationToken);
        if (told is null) return await _alone.TryTakeAsync(name, limit with { Capacity = Math.Max(1, limit.Capacity / Replicas) }, weight, cancellationToken);
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(double.Parse(told, CultureInfo.InvariantCulture) * 1000) / 1000);
        // What was taken together is noted here too, so that a store that goes away leaves no blank page.
        if (wait <= TimeSpan.Zero) await _alone.TryTakeAsync(name, limit, weight, cancellationToken);
        return wait;
    }

    /// <inheritdoc/>
    public async ValueTask CloseUntilAsync(string name, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await _alone.CloseUntilAsync(name, until, cancellationToken);
        await scripts.RunAsync(RateProgram.Close, "rate:" + name, [Text(clock.GetUtcNow()), Text(until)], cancellationToken);
    }

    private static string Shape(RateLimitShape shape) => shape switch
    {
        RateLimitShape.FixedWindow => "fixed",
        RateLimitShape.SlidingWindow => "sliding",
        _ => "leaky",
    };

    private static string Text(DateTimeOffset time) => Text((decimal)(time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond);

    private static string Text(TimeSpan span) => Text((decimal)span.Ticks / TimeSpan.TicksPerMillisecond);

    private static string Text(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
