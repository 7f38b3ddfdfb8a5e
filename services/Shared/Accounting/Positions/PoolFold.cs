using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>
/// Average cost, one movement at a time. A movement first closes what stands with the other sign, then opens the rest. With v its signed value:
/// cost changes by realised + v, and v is booked where the effect says; an unpriced movement closes at cost and opens with unknown basis.
/// </summary>
internal static class PoolFold
{
    /// <summary>Applies a movement that carries no basis.</summary>
    public static PoolState Apply(PoolState pool, Movement movement)
    {
        if (movement.Effect == MovementEffect.Internal) return pool with { Transit = pool.Transit + movement.Amount };
        var closing = Closing.Of(pool, movement.Amount);
        var value = movement.Effect == MovementEffect.Rounding ? Quantity.Zero : movement.Value;
        var unvalued = value is null;
        var closedFor = ClosedFor(movement, closing, value);
        var opened = Opened(movement, closing, value);
        var realised = -closing.Cost - closedFor;
        var next = closing.After with
        {
            Held = pool.Held + movement.Amount,
            Cost = closing.After.Cost + opened,
            Unknown = closing.After.Unknown + (unvalued ? closing.Opening.Abs() : Quantity.Zero),
            Realised = pool.Realised + realised,
            RealisedAssumed = pool.RealisedAssumed + closing.AssumedOf(realised),
            Unvalued = pool.Unvalued + (unvalued ? 1 : 0),
        };
        return Book(next, unvalued && movement.Effect == MovementEffect.Exchange ? MovementEffect.Flow : movement.Effect, closedFor + opened);
    }

    /// <summary>Takes basis out of a pool: nothing is realised.</summary>
    public static (PoolState Pool, Quantity Cost, Quantity Unknown) Release(PoolState pool, Quantity amount)
    {
        var closing = Closing.Of(pool, amount);
        var without = closing.Opening.Abs();
        var next = closing.After with { Held = pool.Held + amount, Unknown = closing.After.Unknown + without, Flows = pool.Flows - closing.Cost };
        return (next, closing.Cost, closing.Unknown + without);
    }

    /// <summary>Puts basis into a pool: its cost is what it cost before.</summary>
    public static PoolState Receive(PoolState pool, Movement movement, Quantity cost, Quantity unknown)
    {
        var opening = Closing.Of(pool, movement.Amount).Opening;
        var next = Apply(pool, movement with { Value = cost, Effect = MovementEffect.Flow });
        return next with { Unknown = next.Unknown + (opening < unknown ? opening : unknown) };
    }

    /// <summary>The signed value at which the closing part changes hands.</summary>
    private static Quantity ClosedFor(Movement movement, Closing closing, Quantity? value)
    {
        var atCost = value is null || (movement.Effect == MovementEffect.Flow && movement.Amount.IsNegative);
        return atCost ? -closing.Cost : Signed(movement, Share.Of(value!.Value, closing.Amount.Abs(), movement.Amount.Abs()));
    }

    /// <summary>The signed value of the part that is opened: what the closing part left of it.</summary>
    private static Quantity Opened(Movement movement, Closing closing, Quantity? value)
    {
        if (value is not { } whole || closing.Opening.IsZero) return Quantity.Zero;
        return Signed(movement, whole - Share.Of(whole, closing.Amount.Abs(), movement.Amount.Abs()));
    }

    private static Quantity Signed(Movement movement, Quantity value) => movement.Amount.IsNegative ? -value : value;

    private static PoolState Book(PoolState pool, MovementEffect effect, Quantity value) => effect switch
    {
        MovementEffect.Income => pool with { Income = pool.Income + value },
        MovementEffect.Fee => pool with { Fees = pool.Fees - value },
        MovementEffect.Result => pool with { Realised = pool.Realised + value },
        MovementEffect.Flow => pool with { Flows = pool.Flows + value },
        _ => pool,
    };
}
