using System.Collections;
using System.Runtime.InteropServices;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>What is still held: which lots, by their places; their amounts are computed when they are read.</content>
public sealed partial class CompactBook
{
    /// <summary>What is still held, by scope and asset, as long as the book takes no further event.</summary>
    public IEnumerable<(string Wallet, AssetId Asset, IReadOnlyList<OpenLot> Lots)> Open()
    {
        var places = new Dictionary<(string Wallet, AssetId Asset), List<int>>();
        List<int>[] byPool = [.. _pools.Select(p => CollectionsMarshal.GetValueRefOrAddDefault(places, (scope == LotScope.Universal ? "" : p.Wallet, p.Asset), out _) ??= [])];
        var left = Left();
        for (var i = 0; i < left.Length; i++)
            if (left[i] != 0) byPool[_facts[i].Pool].Add(i);
        return places.Where(p => p.Value.Count > 0).OrderBy(p => p.Key.Asset).ThenBy(p => p.Key.Wallet, StringComparer.Ordinal)
            .Select(p => (p.Key.Wallet, p.Key.Asset, (IReadOnlyList<OpenLot>)new HeldLots(this, p.Value, left)));
    }

    private OpenLot Held(int i, long left)
    {
        ref readonly var fact = ref _facts[i];
        var units = Number(left);
        return new OpenLot(fact.Id, Time(fact), units, units * Number(fact.Price), Number(fact.Fee) - FeeDue(fact.Fee, fact.Units - left, fact.Units), BasisState.Confirmed);
    }

    private sealed class HeldLots(CompactBook book, List<int> places, long[] left) : IReadOnlyList<OpenLot>
    {
        public int Count => places.Count;

        public OpenLot this[int index] => book.Held(places[index], left[places[index]]);

        public IEnumerator<OpenLot> GetEnumerator()
        {
            foreach (var place in places) yield return book.Held(place, left[place]);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
