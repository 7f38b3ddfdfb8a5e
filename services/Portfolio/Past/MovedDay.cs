using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>A stored day: what its legs add up to.</summary>
/// <param name="Id">Which state of it.</param>
/// <param name="Day">Its midnight, not included.</param>
/// <param name="Until">The next, included.</param>
/// <param name="Sums">By account and asset.</param>
internal sealed record MovedDay(Guid Id, DateTimeOffset Day, DateTimeOffset Until, IReadOnlyDictionary<Guid, Dictionary<string, string>> Sums)
{
    public static byte[] Pack(IEnumerable<(Guid Account, string Asset, string Amount)> sums) =>
        PackedJson.Pack(sums.GroupBy(s => s.Account).ToDictionary(g => g.Key, g => g.ToDictionary(s => s.Asset, s => s.Amount, StringComparer.Ordinal)));

    /// <summary>What some accounts' legs add up to, by asset.</summary>
    public IEnumerable<(AssetId Asset, Quantity Amount)> Of(IReadOnlySet<AccountId> accounts) =>
        Sums.Where(s => accounts.Contains(new(s.Key))).SelectMany(s => s.Value).Select(s => (new AssetId(s.Key), Quantity.Parse(s.Value)));

    /// <summary>Every midnight of a zone between two instants, both included.</summary>
    public static IEnumerable<DateTimeOffset> Midnights(string zone, DateTimeOffset from, DateTimeOffset to)
    {
        for (var day = DayStart.Of(zone, from); day <= to; day = DayStart.Of(zone, day.AddHours(36)))
            if (day >= from) yield return day;
    }
}
