namespace PortfolioPlatform.Risk.Warnings;

/// <summary>A warning was raised or cleared.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Subject">The asset; empty for the book as a whole.</param>
/// <param name="At">When the bar ended.</param>
/// <param name="IsRaised">Raised or cleared.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Limit">What it was held against.</param>
public sealed record WarningChange(WarningKind Kind, string Subject, DateTimeOffset At, bool IsRaised, double Measured, double Limit);
