using System.Diagnostics.Metrics;
using PortfolioPlatform.Identity.Alarms;

namespace PortfolioPlatform.Identity.SignIn;

/// <summary>What sign-in counts, under meter <c>PortfolioPlatform.Identity</c>. Names are in none of it.</summary>
internal sealed class SignInMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Name = "PortfolioPlatform.Identity";

    /// <summary>Passwords that were hashed to compare them: as many for names nobody has.</summary>
    public const string PasswordChecks = "portfolio.identity.password_checks";

    /// <summary>Attempts with names nobody has.</summary>
    public const string UnknownNames = "portfolio.identity.unknown_names";

    /// <summary>Alarms raised, by what they are about.</summary>
    public const string Alarms = "portfolio.identity.alarms";

    private readonly Counter<long> _checks;
    private readonly Counter<long> _unknown;
    private readonly Counter<long> _alarms;

    public SignInMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(Name);
        _checks = meter.CreateCounter<long>(PasswordChecks, null, "Passwords that were hashed to compare them.");
        _unknown = meter.CreateCounter<long>(UnknownNames, null, "Attempts to sign in with names nobody has.");
        _alarms = meter.CreateCounter<long>(Alarms, null, "Alarms: more of something than identity:Alarms allows.");
    }

    public void PasswordChecked() => _checks.Add(1);

    public void NameUnknown() => _unknown.Add(1);

    public void AlarmRaised(Attack attack) => _alarms.Add(1, new KeyValuePair<string, object?>("attack", $"{attack}"));
}
