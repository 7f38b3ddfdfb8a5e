using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>Which assets are folded together: each alone, until basis moves from one to another.</summary>
internal sealed class PoolGroups
{
    private readonly Dictionary<AssetId, PoolGroup> byAsset = [];
    private readonly Dictionary<PoolGroup, (HashSet<Movement> Gone, List<Movement> Added)> changes = [];

    public IEnumerable<PoolGroup> All => byAsset.Values.Distinct();

    public IEnumerable<GroupState> States => All.Select(g => g.State);

    /// <summary>Begins with groups as they stood once.</summary>
    public void Restore(IEnumerable<GroupState> origins)
    {
        foreach (var origin in origins)
        {
            var group = new PoolGroup(origin);
            foreach (var pool in origin.Pools.Keys) byAsset[pool.Asset] = group;
        }
    }

    public PoolGroup? Find(AssetId asset) => byAsset.GetValueOrDefault(asset);

    public void Change(ImmutableArray<Movement> before, ImmutableArray<Movement> after)
    {
        Join(after.Where(m => m.Carry is not null).Select(m => m.Pool.Asset).Distinct().ToArray());
        foreach (var movement in before) ChangesOf(movement).Gone.Add(movement);
        foreach (var movement in after) ChangesOf(movement).Added.Add(movement);
    }

    public IReadOnlyCollection<PoolKey> Settle()
    {
        var touched = new HashSet<PoolKey>();
        foreach (var (group, (gone, added)) in changes)
        {
            touched.UnionWith(group.State.Pools.Keys);
            group.Change(gone, added);
            group.Settle();
            touched.UnionWith(group.State.Pools.Keys);
        }

        changes.Clear();
        return touched;
    }

    private (HashSet<Movement> Gone, List<Movement> Added) ChangesOf(Movement movement)
    {
        if (!byAsset.TryGetValue(movement.Pool.Asset, out var group)) byAsset[movement.Pool.Asset] = group = new PoolGroup(GroupState.Empty);
        if (!changes.TryGetValue(group, out var change)) changes[group] = change = (new(ReferenceEqualityComparer.Instance), []);
        return change;
    }

    private void Join(AssetId[] assets)
    {
        if (assets.Length < 2) return;
        var parts = assets.Select(Find).OfType<PoolGroup>().Distinct().ToArray();
        if (parts.Length == 1 && assets.All(a => Find(a) == parts[0])) return;
        var whole = new PoolGroup(parts.Aggregate(GroupState.Empty, (sum, p) => sum.Join(p.Origin)));
        var pending = (Gone: new HashSet<Movement>(ReferenceEqualityComparer.Instance), Added: new List<Movement>());
        whole.Change(pending.Gone, [.. parts.SelectMany(p => p.Movements)]);
        foreach (var part in parts)
        {
            if (!changes.Remove(part, out var change)) continue;
            pending.Gone.UnionWith(change.Gone);
            pending.Added.AddRange(change.Added);
        }

        changes[whole] = pending;
        foreach (var asset in byAsset.Where(p => parts.Contains(p.Value)).Select(p => p.Key).Concat(assets).ToArray()) byAsset[asset] = whole;
    }
}
