using System.Collections.Concurrent;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>The derivatives that accounts of this process hold: whose marks are listened to.</summary>
internal sealed class HeldContracts
{
    private readonly ConcurrentDictionary<AccountId, (string Venue, string[] Contracts)> _held = new();

    /// <summary>What an account holds now.</summary>
    public void Set(AccountId account, string venue, IEnumerable<string> contracts) => _held[account] = (venue, [.. contracts.Distinct(StringComparer.Ordinal)]);

    /// <summary>The account is no longer kept here.</summary>
    public void Remove(AccountId account) => _held.TryRemove(account, out _);

    /// <summary>All contracts held at a venue, in order.</summary>
    public IReadOnlyList<string> Of(string venue) => [.. _held.Values.Where(h => h.Venue == venue).SelectMany(h => h.Contracts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
