using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>What a movement closes of a pool that stands with the other sign, at average cost.</summary>
/// <param name="Amount">Signed part of the movement that closes.</param>
/// <param name="Opening">Signed rest that opens.</param>
/// <param name="Cost">Cost that leaves the pool, signed as the pool.</param>
/// <param name="Unknown">Part of the closed amount without known basis.</param>
/// <param name="After">The pool without them.</param>
internal readonly record struct Closing(Quantity Amount, Quantity Opening, Quantity Cost, Quantity Unknown, PoolState After)
{
    public static Closing Of(PoolState pool, Quantity amount)
    {
        if (pool.Held.Sign * amount.Sign >= 0)
            // An empty pool that still has cost (rounding took the last unit) keeps it until something is there to carry it.
            return new(Quantity.Zero, amount, Quantity.Zero, Quantity.Zero, pool);
        var held = pool.Held.Abs();
        var part = amount.Abs() < held ? amount.Abs() : held;
        var cost = Share.Of(pool.Cost, part, held);
        var unknown = Share.Of(pool.Unknown, part, held, UnitScale);
        var signed = amount.IsNegative ? -part : part;
        return new(signed, amount - signed, cost, unknown, pool with { Cost = pool.Cost - cost, Unknown = pool.Unknown - unknown });
    }

    /// <summary>The part of a result that rests on the amount without known basis.</summary>
    public Quantity AssumedOf(Quantity realised) => Amount.IsZero ? Quantity.Zero : Share.Of(realised, Unknown, Amount.Abs());

    private const int UnitScale = 24;
}
