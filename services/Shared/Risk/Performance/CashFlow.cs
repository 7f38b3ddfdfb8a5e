using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.Performance;

/// <summary>Money or assets put in (positive) or taken out (negative) by the owner; a deposit in kind counts with its worth at the time.</summary>
/// <param name="At">When.</param>
/// <param name="Worth">In the book's currency.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CashFlow(DateTimeOffset At, double Worth);
