namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>Days and years of a jurisdiction.</summary>
/// <param name="Zone">Tax days are days of this zone.</param>
/// <param name="StartMonth">First month of the tax year.</param>
/// <param name="StartDay">First day of the tax year.</param>
internal sealed record TaxCalendar(TimeZoneInfo Zone, int StartMonth, int StartDay)
{
    private const short Unknown = short.MinValue, Changes = short.MaxValue;

    private static readonly int FirstDay = new DateOnly(2000, 1, 1).DayNumber;

    // Minutes from UTC by UTC day, until 2100: nearly every day has one offset. Whoever comes first writes what everybody else would.
    private readonly short[] _offsets = Enumerable.Repeat(Unknown, new DateOnly(2100, 1, 1).DayNumber - FirstDay).ToArray();

    /// <summary>A calendar year in a zone.</summary>
    public static TaxCalendar Of(string zone, int month = 1, int day = 1) => new(zone == "UTC" ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone), month, day);

    /// <summary>The local day of an instant.</summary>
    public DateOnly Day(DateTimeOffset time)
    {
        var day = (int)(time.UtcTicks / TimeSpan.TicksPerDay) - FirstDay;
        if ((uint)day >= (uint)_offsets.Length) return DateOnly.FromDateTime(time.UtcDateTime + Zone.GetUtcOffset(time));
        var minutes = _offsets[day];
        if (minutes == Unknown) _offsets[day] = minutes = OffsetOf(day);
        return DateOnly.FromDateTime(time.UtcDateTime + (minutes == Changes ? Zone.GetUtcOffset(time) : new TimeSpan(minutes * TimeSpan.TicksPerMinute)));
    }

    /// <summary>The tax year a day belongs to, named by the calendar year it starts in.</summary>
    public int YearOf(DateOnly day) => (day.Month, day.Day).CompareTo((StartMonth, StartDay)) >= 0 ? day.Year : day.Year - 1;

    /// <summary>The first day of a tax year.</summary>
    public DateOnly Start(int year) => new(year, StartMonth, StartDay);

    private short OffsetOf(int day)
    {
        var start = new DateTimeOffset(DateOnly.FromDayNumber(day + FirstDay), TimeOnly.MinValue, TimeSpan.Zero);
        var (first, last) = (Zone.GetUtcOffset(start), Zone.GetUtcOffset(start.AddDays(1).AddTicks(-1)));
        return first == last && first.Ticks % TimeSpan.TicksPerMinute == 0 ? (short)first.TotalMinutes : Changes;
    }

    /// <summary>The first instant of a local day.</summary>
    public DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
