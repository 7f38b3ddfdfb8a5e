using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.Performance;

/// <summary>What the book was worth.</summary>
/// <param name="At">When.</param>
/// <param name="Worth">After flows of that instant.</param>
/// <param name="Flow">What the owner put in (positive) or took out at that instant.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Valuation(DateTimeOffset At, double Worth, double Flow);
