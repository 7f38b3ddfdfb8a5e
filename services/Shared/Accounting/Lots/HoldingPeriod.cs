namespace PortfolioPlatform.Accounting.Lots;

/// <summary>How long units were held.</summary>
public static class HoldingPeriod
{
    /// <summary>
    /// Whether units were held for more than one year: the day of disposal lies after the anniversary of the day of acquisition
    /// (United States: IRC §1222; Germany: §23 EStG, end of the anniversary day included; Australia: 12 months excluding both end days).
    /// Acquired on 29 February, the anniversary is 28 February.
    /// </summary>
    public static bool IsLong(DateOnly acquired, DateOnly disposed) => disposed > acquired.AddYears(1);
}
