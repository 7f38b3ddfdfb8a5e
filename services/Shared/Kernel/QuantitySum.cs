using System.Numerics;

namespace PortfolioPlatform.Kernel;

/// <summary>
/// The exact sum of many quantities. It is kept as one integer of 1e-24 while the terms fit that, because aligning a long sum with each of its terms would cost more than adding them.
/// </summary>
public struct QuantitySum
{
    private const int Scale = 24;

    private Int128 _units;

    // Terms with more digits than the integer has, and sums beyond it.
    private Quantity _rest;

    /// <summary>The sum so far.</summary>
    public readonly Quantity Value => _units == Int128.Zero ? _rest : Quantity.FromUnits((BigInteger)_units, Scale) + _rest;

    /// <summary>Adds a term.</summary>
    public void Add(Quantity term)
    {
        if (!term.TryUnits(Scale, out var units))
        {
            _rest += term;
            return;
        }

        var sum = _units + units;
        // Both of one sign, and the sum of the other: it went over the end.
        if (((_units ^ sum) & (units ^ sum)) >= Int128.Zero)
        {
            _units = sum;
            return;
        }

        _rest += Quantity.FromUnits((BigInteger)_units, Scale);
        _units = units;
    }

    /// <summary>Adds another sum.</summary>
    public void Add(QuantitySum other) => Add(other.Value);
}
