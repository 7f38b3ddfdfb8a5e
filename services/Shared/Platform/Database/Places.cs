using System.Collections.Frozen;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Database;

/// <summary>The databases of the product, and which tenant's rows are in which: those of a tenant that was placed nowhere are in the main one.</summary>
internal sealed class Places(Place main, IReadOnlyList<Place> placed) : IAsyncDisposable
{
    private volatile FrozenDictionary<TenantId, Place> _tenants = FrozenDictionary<TenantId, Place>.Empty;

    public Place Main => main;

    /// <summary>All but the main one.</summary>
    public IReadOnlyList<Place> Placed => placed;

    /// <summary>The main one first.</summary>
    public IReadOnlyList<Place> All { get; } = [main, .. placed];

    public Place Of(TenantId tenant) => _tenants.GetValueOrDefault(tenant, main);

    /// <summary>The database of a name; null if none is configured.</summary>
    public Place? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    /// <summary>Takes the placements as they are stored; their databases are configured.</summary>
    public void Take(IReadOnlyDictionary<TenantId, string> placements) => _tenants = placements.ToFrozenDictionary(p => p.Key, p => Find(p.Value)!);

    public async ValueTask DisposeAsync()
    {
        foreach (var place in All) await place.DisposeAsync();
    }
}
