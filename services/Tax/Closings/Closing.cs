namespace PortfolioPlatform.Tax.Closings;

/// <summary>A tax year that was filed and is closed.</summary>
/// <param name="Year">The calendar year it begins in.</param>
/// <param name="Report">The report that was filed.</param>
/// <param name="Fingerprint">What that report is frozen by.</param>
/// <param name="Reason">Why it was closed.</param>
/// <param name="Actor">Who closed it.</param>
/// <param name="At">When.</param>
internal sealed record Closing(int Year, Guid Report, string Fingerprint, string Reason, string Actor, DateTimeOffset At);
