namespace PortfolioPlatform.Identity.External;

/// <summary>Configuration section <c>identity:External</c>.</summary>
public sealed class ExternalOptions
{
    /// <summary>
    /// Whether providers may be called at addresses that are not public, and without TLS on this machine. Tenants name their provider themselves, so otherwise one could make
    /// the platform call into its own network. Default: no.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How long somebody may take at the provider. Default: 10 minutes.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(10);
}
