namespace PortfolioPlatform.Identity;

/// <summary>Configuration section <c>identity</c>.</summary>
internal sealed class IdentityOptions
{
    /// <summary>How long a session lasts. Default: 12 hours, the longest ASVS level 2 allows without signing in again.</summary>
    public TimeSpan Session { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a login link can be used. Default: one hour.</summary>
    public TimeSpan LoginLink { get; set; } = TimeSpan.FromHours(1);
}
