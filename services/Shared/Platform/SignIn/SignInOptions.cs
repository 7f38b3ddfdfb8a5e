namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Configuration section <c>SignIn</c>.</summary>
public sealed class SignInOptions
{
    /// <summary>
    /// Whether a caller on this machine that did not sign in is taken for the owner of <see cref="Tenant"/>: for scripts on one's own machine. Default: no, in the demo neither.
    /// The host says so when it starts, and does not start where other machines could reach it.
    /// </summary>
    public bool OpenOnLoopback { get; set; }

    /// <summary>Whose data such a caller sees. Default: the demo tenant.</summary>
    public Guid Tenant { get; set; } = Contracts.DemoTenant.Tenant.Value;

    /// <summary>How long a session's cookie is believed before it is asked whether the session is still in use; it is made anew then. Default: one minute.</summary>
    public TimeSpan Renewal { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often each process asks what was revoked elsewhere. Default: 400 ms.</summary>
    public TimeSpan RevocationPoll { get; set; } = TimeSpan.FromMilliseconds(400);
}
