using System.Collections.Immutable;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>Pools of a group and basis on the way between them.</summary>
/// <param name="Pools">Pools that depend on each other.</param>
/// <param name="Carried">Basis that left one and has not arrived at another.</param>
public sealed record GroupState(ImmutableDictionary<PoolKey, PoolState> Pools, ImmutableDictionary<EntryKey, CarriedBasis> Carried)
{
    /// <summary>Nothing yet.</summary>
    public static GroupState Empty { get; } = new(ImmutableDictionary<PoolKey, PoolState>.Empty, ImmutableDictionary<EntryKey, CarriedBasis>.Empty);

    internal GroupState Join(GroupState other) => new(Pools.AddRange(other.Pools), Carried.AddRange(other.Carried));

    internal GroupState Apply(Movement movement)
    {
        var pool = Pools.GetValueOrDefault(movement.Pool, PoolState.Empty);
        if (movement.Carry is not { } tag) return this with { Pools = Pools.SetItem(movement.Pool, PoolFold.Apply(pool, movement)) };
        var basis = Carried.GetValueOrDefault(tag.Id, CarriedBasis.None);
        if (movement.Amount.IsNegative)
        {
            var released = PoolFold.Release(pool, movement.Amount);
            return new(Pools.SetItem(movement.Pool, released.Pool), Carried.SetItem(tag.Id, basis.Take(-movement.Amount, released.Cost, released.Unknown)));
        }

        var (cost, unknown, rest) = basis.Give(movement.Amount, tag.Arriving);
        var carried = movement.Amount == tag.Arriving ? Carried.Remove(tag.Id) : Carried.SetItem(tag.Id, rest);
        return new(Pools.SetItem(movement.Pool, PoolFold.Receive(pool, movement, cost, unknown)), carried);
    }
}
