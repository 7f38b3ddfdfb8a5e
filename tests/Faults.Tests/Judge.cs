using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>Holds the ledger against the sandbox's truth.</summary>
internal static class Judge
{
    /// <summary>Stops the market's clock, waits until the ledger has caught up, and compares every change of every account, exactly.</summary>
    public static async Task LedgerEqualsTruthAsync(Truth truth, Ledger ledger, TimeSpan longest)
    {
        await truth.FreezeAsync();
        foreach (var venue in DemoTenant.Venues)
        {
            var expected = await truth.TotalsAsync(venue);
            await Eventually.HoldsAsync(async () => expected.SequenceEqual(await ledger.TotalsAsync(venue)), $"the ledger of {venue} sums to the truth", longest);
            Assert.Equal([], Differences(await truth.ChangesAsync(venue), await ledger.ChangesAsync(venue)).Select(d => $"{venue} {d}"));
        }
    }

    private static IEnumerable<string> Differences(IReadOnlyDictionary<string, Quantity> expected, IReadOnlyDictionary<string, Quantity> actual) =>
        from key in expected.Keys.Union(actual.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        where expected.GetValueOrDefault(key) != actual.GetValueOrDefault(key)
        select $"{key}: {expected.GetValueOrDefault(key)} happened, {actual.GetValueOrDefault(key)} is booked";
}
