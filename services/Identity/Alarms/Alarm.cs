namespace PortfolioPlatform.Identity.Alarms;

/// <summary>So many within so long: told once for each window. It names nobody, neither people nor addresses.</summary>
/// <param name="Attack">What there was much of.</param>
/// <param name="Seen">How many, which is the limit that was set.</param>
/// <param name="Within">The time in which they came.</param>
/// <param name="At">When the last of them came.</param>
internal sealed record Alarm(Attack Attack, int Seen, TimeSpan Within, DateTimeOffset At);
