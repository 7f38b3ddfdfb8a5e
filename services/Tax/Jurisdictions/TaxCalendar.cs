namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>Days and years of a jurisdiction.</summary>
/// <param name="Zone">Tax days are days of this zone.</param>
/// <param name="StartMonth">First month of the tax year.</param>
/// <param name="StartDay">First day of the tax year.</param>
internal sealed record TaxCalendar(TimeZoneInfo Zone, int StartMonth, int StartDay)
{
    private long _hour = -1;
    private TimeSpan _offset;

    /// <summary>A calendar year in a zone.</summary>
    public static TaxCalendar Of(string zone, int month = 1, int day = 1) => new(zone == "UTC" ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone), month, day);

    /// <summary>The local day of an instant. Offsets change on the hour at most, so neighbours in time share one look-up.</summary>
    public DateOnly Day(DateTimeOffset time)
    {
        var hour = time.UtcTicks / TimeSpan.TicksPerMinute / 15;
        if (hour != _hour) (_hour, _offset) = (hour, Zone.GetUtcOffset(time));
        return DateOnly.FromDateTime(time.UtcDateTime + _offset);
    }

    /// <summary>The tax year a day belongs to, named by the calendar year it starts in.</summary>
    public int YearOf(DateOnly day) => (day.Month, day.Day).CompareTo((StartMonth, StartDay)) >= 0 ? day.Year : day.Year - 1;

    /// <summary>The first day of a tax year.</summary>
    public DateOnly Start(int year) => new(year, StartMonth, StartDay);

    /// <summary>The first instant of a local day.</summary>
    public DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
