using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>Basis between two pools: taken from one, not yet given to the other.</summary>
/// <param name="Left">Amount that left.</param>
/// <param name="Cost">Cost that goes with it.</param>
/// <param name="Unknown">Part of the amount that left without a known basis.</param>
public sealed record CarriedBasis(Quantity Left, Quantity Cost, Quantity Unknown)
{
    private const int UnitScale = 24;

    /// <summary>Nothing on the way.</summary>
    public static CarriedBasis None { get; } = new(default, default, default);

    /// <summary>More leaves on the same way.</summary>
    public CarriedBasis Take(Quantity amount, Quantity cost, Quantity unknown) => new(Left + amount, Cost + cost, Unknown + unknown);

    /// <summary>Gives what belongs to an arriving amount; the last to arrive takes the remainder.</summary>
    /// <param name="amount">What arrives now.</param>
    /// <param name="arriving">All that is still to arrive, this included.</param>
    /// <returns>The cost, the part without known basis in the units that arrive, and what is left on the way.</returns>
    public (Quantity Cost, Quantity Unknown, CarriedBasis Remaining) Give(Quantity amount, Quantity arriving)
    {
        if (Left.IsZero) return (Quantity.Zero, amount, this);
        var cost = Share.Of(Cost, amount, arriving);
        var left = Share.Of(Left, amount, arriving, UnitScale);
        var unknown = Share.Of(Unknown, amount, arriving, UnitScale);
        var unknownArriving = unknown.IsZero || left.IsZero ? Quantity.Zero : Share.Of(amount, unknown, left, UnitScale);
        return (cost, unknownArriving < amount ? unknownArriving : amount, new CarriedBasis(Left - left, Cost - cost, Unknown - unknown));
    }
}
