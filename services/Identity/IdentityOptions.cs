using PortfolioPlatform.Identity.Alarms;

namespace PortfolioPlatform.Identity;

/// <summary>Configuration section <c>identity</c>.</summary>
internal sealed class IdentityOptions
{
    /// <summary>How long a session lasts. Default: 12 hours, the longest ASVS level 2 allows without signing in again.</summary>
    public TimeSpan Session { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a session lasts without a request and without an open page. Default: 30 minutes, the longest ASVS level 2 allows.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long after signing in one may add a way to sign in without showing the password again. Default: five minutes.</summary>
    public TimeSpan Recent { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a login link can be used. Default: one hour.</summary>
    public TimeSpan LoginLink { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether anybody may sign up a tenant of their own. Default: yes; an installation of one institution says no.</summary>
    public bool SignUp { get; set; } = true;

    /// <summary>How long a sign-up takes, whether or not the address was known: the answer waits for it. Default: one second.</summary>
    public TimeSpan SignUpTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an invitation can be accepted. Default: seven days.</summary>
    public TimeSpan Invitation { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Wrong attempts in a row after which a person is locked. Default: 5.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>How long a person is locked. Default: 15 minutes.</summary>
    public TimeSpan Lockout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Attempts to sign in from one address a minute, whoever is named. Default: 60.</summary>
    public int AttemptsByAddress { get; set; } = 60;

    /// <summary>A file of breached passwords besides the list that comes along: lines <c>SHA1:count</c> in order of their hash, as Have I Been Pwned gives them. Default: none.</summary>
    public string? BreachedPasswords { get; set; }

    /// <summary>When what happens at the door is too much, and who is told.</summary>
    public AlarmOptions Alarms { get; set; } = new();
}
