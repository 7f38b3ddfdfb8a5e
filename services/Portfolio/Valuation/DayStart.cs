using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>The beginning of a portfolio's day: midnight of its zone, and what assets were worth then.</summary>
/// <param name="At">The instant.</param>
/// <param name="Usd">Dollars per unit then.</param>
internal sealed record DayStart(DateTimeOffset At, IReadOnlyDictionary<AssetId, Quantity> Usd)
{
    /// <summary>A moment in a zone; an unknown one is UTC.</summary>
    public static DateTimeOffset InZone(string zone, DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc);

    /// <summary>The last midnight of a zone. Where a change of the clock skips midnight, the first instant after it.</summary>
    public static DateTimeOffset Of(string zone, DateTimeOffset now)
    {
        var info = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
        var midnight = TimeZoneInfo.ConvertTime(now, info).Date;
        while (info.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        var offset = info.IsAmbiguousTime(midnight) ? info.GetAmbiguousTimeOffsets(midnight).Max() : info.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
