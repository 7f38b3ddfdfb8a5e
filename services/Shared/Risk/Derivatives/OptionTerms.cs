using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>A European option and its market.</summary>
/// <param name="Call">Call, or put.</param>
/// <param name="Spot">The underlying now; for options on futures the forward, with <paramref name="Carry"/> 0.</param>
/// <param name="Strike">In the same unit.</param>
/// <param name="Years">To expiry, of 365 days.</param>
/// <param name="Volatility">Of a year.</param>
/// <param name="Rate">Discount rate, continuous.</param>
/// <param name="Carry">Cost of carry, continuous: the rate for spot without yield (Black–Scholes), 0 for a forward (Black-76).</param>
/// <param name="OnFuture">Whether the carry stays as it is when the rate changes, which matters to rho alone.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OptionTerms(bool Call, double Spot, double Strike, double Years, double Volatility, double Rate = 0, double Carry = 0, bool OnFuture = false)
{
    /// <summary>An option on spot that yields nothing. Source: F. Black, M. Scholes, J. Political Economy 81 (1973).</summary>
    public static OptionTerms OnSpot(bool call, double spot, double strike, double years, double volatility, double rate = 0) => new(call, spot, strike, years, volatility, rate, rate);

    /// <summary>An option on a forward. Source: F. Black, "The pricing of commodity contracts", J. Financial Economics 3 (1976).</summary>
    public static OptionTerms OnForward(bool call, double forward, double strike, double years, double volatility, double rate = 0) => new(call, forward, strike, years, volatility, rate, OnFuture: true);
}
