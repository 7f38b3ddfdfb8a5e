using System.Collections.Immutable;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>
/// Pools whose results depend on each other (one asset over all accounts, and assets that became one another), folded in order.
/// Every so many movements the state is kept, so a late movement refolds from the nearest checkpoint before it.
/// </summary>
internal sealed class PoolGroup(GroupState origin)
{
    private const int Stride = 128;
    private readonly List<Movement> movements = [];
    private readonly List<GroupState> checkpoints = [origin];
    private int folded;

    /// <summary>The state before the first movement kept here.</summary>
    public GroupState Origin => checkpoints[0];

    /// <summary>The state after all movements; call <see cref="Settle"/> first.</summary>
    public GroupState State { get; private set; } = origin;

    public IReadOnlyList<Movement> Movements => movements;

    /// <summary>Takes movements out and puts others in, wherever they belong.</summary>
    public void Change(HashSet<Movement> gone, List<Movement> added)
    {
        added.Sort(static (a, b) => a.Place.CompareTo(b.Place));
        var first = Math.Min(FirstAfter(added), gone.Count == 0 ? movements.Count : gone.Min(g => IndexOf(g.Place)));
        var tail = movements.GetRange(first, movements.Count - first);
        movements.RemoveRange(first, tail.Count);
        Merge(tail, gone, added);
        Forget(first);
    }

    /// <summary>Folds what is not folded yet.</summary>
    public void Settle()
    {
        while (folded < movements.Count)
        {
            State = State.Apply(movements[folded++]);
            if (folded % Stride == 0) checkpoints.Add(State);
        }
    }

    /// <summary>The state of all movements before an instant; call <see cref="Settle"/> first.</summary>
    public GroupState At(DateTimeOffset time)
    {
        var first = IndexOf(time);
        var then = checkpoints[first / Stride];
        for (var i = first / Stride * Stride; i < first; i++) then = then.Apply(movements[i]);
        return then;
    }

    /// <summary>Adds, for each pool, its balance at an instant and what came after.</summary>
    public void CollectSince(DateTimeOffset time, Dictionary<PoolKey, PoolChange> changes)
    {
        var (then, first) = (At(time), IndexOf(time));
        foreach (var pool in State.Pools.Keys) changes[pool] = new(then.Pools.GetValueOrDefault(pool, PoolState.Empty).Balance, default, default, default);
        for (var i = first; i < movements.Count; i++) changes[movements[i].Pool] = changes[movements[i].Pool].With(movements[i]);
    }

    private void Merge(List<Movement> tail, HashSet<Movement> gone, List<Movement> added)
    {
        var next = 0;
        foreach (var movement in tail)
        {
            if (gone.Contains(movement)) continue;
            while (next < added.Count && added[next].Place.CompareTo(movement.Place) < 0) movements.Add(added[next++]);
            movements.Add(movement);
        }

        movements.AddRange(added.Skip(next));
    }

    private void Forget(int first)
    {
        if (first >= folded) return;
        var kept = first / Stride;
        checkpoints.RemoveRange(kept + 1, checkpoints.Count - kept - 1);
        State = checkpoints[kept];
        folded = kept * Stride;
    }

    private int FirstAfter(List<Movement> added) => added.Count == 0 ? movements.Count : IndexOf(added[0].Place);

    /// <summary>Index of the first movement at or after an instant.</summary>
    private int IndexOf(DateTimeOffset time) => IndexOf(place => place.Anchor.Time < time);

    /// <summary>Index of the first movement that is not before a place.</summary>
    private int IndexOf(MovementPlace place) => IndexOf(other => other.CompareTo(place) < 0);

    private int IndexOf(Func<MovementPlace, bool> before)
    {
        int low = 0, high = movements.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (before(movements[middle].Place)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
