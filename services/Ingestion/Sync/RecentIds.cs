namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>The last records pages have shown, by source and native id; older ones are forgotten. Not safe for several threads.</summary>
internal sealed class RecentIds
{
    private const int Most = 5_000;

    private readonly HashSet<(string Source, string NativeId)> _ids = [];
    private readonly Queue<(string Source, string NativeId)> _order = new();

    /// <summary>Remembers one.</summary>
    public void Add((string Source, string NativeId) id)
    {
        if (!_ids.Add(id)) return;
        _order.Enqueue(id);
        if (_order.Count > Most) _ids.Remove(_order.Dequeue());
    }

    /// <summary>Whether it was shown.</summary>
    public bool Has((string Source, string NativeId) id) => _ids.Contains(id);
}
