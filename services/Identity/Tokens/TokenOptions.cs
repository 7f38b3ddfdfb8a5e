namespace PortfolioPlatform.Identity.Tokens;

/// <summary>Configuration section <c>identity:Tokens</c>.</summary>
public sealed class TokenOptions
{
    /// <summary>The longest a token may live, whatever is configured.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>How long a token lives. Default and most: 15 minutes.</summary>
    public TimeSpan Lifetime { get; set; } = Longest;

    /// <summary>Our name as clients know it, such as <c>https://platform.example</c>. Default: the address a request came to.</summary>
    public string? Issuer { get; set; }

    /// <summary>Calls of one address a second in the long run, at the endpoints below <c>/connect</c>. Default: 50.</summary>
    public int CallsPerSecond { get; set; } = 50;

    /// <summary>Failed attempts of one address a minute before it has to wait. Default: 20.</summary>
    public int FailuresPerMinute { get; set; } = 20;
}
