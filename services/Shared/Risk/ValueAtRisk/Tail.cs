using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>The two figures of a loss distribution's tail; losses are positive, in the unit of the returns.</summary>
/// <param name="ValueAtRisk">The loss that is exceeded with probability 1 − level.</param>
/// <param name="ExpectedShortfall">The mean loss beyond it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Tail(double ValueAtRisk, double ExpectedShortfall);
