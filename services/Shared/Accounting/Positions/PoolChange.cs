using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>What happened in a pool from an instant on: the gain since is value now − value then − flows − exchanged.</summary>
/// <param name="BalanceThen">What the account had of the asset then.</param>
/// <param name="Flows">Signed value of what crossed the border of the account since, at its value.</param>
/// <param name="Exchanged">Signed value of what was exchanged for other assets since.</param>
/// <param name="Unvalued">Signed amount that moved since without a known value.</param>
public sealed record PoolChange(Quantity BalanceThen, Quantity Flows, Quantity Exchanged, Quantity Unvalued)
{
    internal PoolChange With(Movement movement)
    {
        var moves = movement.Effect is MovementEffect.Flow or MovementEffect.Carry or MovementEffect.Exchange;
        if (!moves) return this;
        if (movement.Value is not { } value) return this with { Unvalued = Unvalued + movement.Amount };
        var signed = movement.Amount.IsNegative ? -value : value;
        return movement.Effect == MovementEffect.Exchange ? this with { Exchanged = Exchanged + signed } : this with { Flows = Flows + signed };
    }
}
