using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>One step of a venue's maintenance margin.</summary>
/// <param name="From">Notional at which it begins.</param>
/// <param name="To">Notional at which the next begins.</param>
/// <param name="Rate">Maintenance margin rate.</param>
/// <param name="Deduction">Taken off, so that the margin does not jump between steps ("maintenance amount").</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MarginTier(double From, double To, double Rate, double Deduction)
{
    /// <summary>Whether a notional falls into it.</summary>
    public bool Holds(double notional) => notional >= From * (1 - 1e-12) && notional <= To * (1 + 1e-12);
}
