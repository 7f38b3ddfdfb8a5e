using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests;

public sealed class WorldTests
{
    // HTX tells income, conversions and the like for thirty days only, an hour a call: its account has none, else nobody could rebuild it from the API.
    [Fact]
    public async Task Each_main_account_has_more_than_four_thousand_transactions_of_at_least_twelve_kinds()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        foreach (var venue in sandbox.Endpoints.Keys)
        {
            var events = sandbox.Truth.Events(venue, AccountNames.Main);
            var kinds = events.Select(Kind).GroupBy(k => k, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
            Assert.True(events.Count is > 4_000 and < 7_000, $"{venue} has {events.Count} events");
            Assert.True(kinds.Count >= (venue == "huobi" ? 8 : 12), $"{venue} has only {string.Join(", ", kinds)}");
        }
    }

    private static string Kind(EconomicEvent e) => e switch
    {
        { Fill: { Fee: < 0 } } => "maker rebate",
        { Fill: { } fill } when fill.FeeAsset != fill.Market.Base && fill.FeeAsset != fill.Market.Quote => "third-asset fee",
        { Kind: EconomicKind.Withdrawal, Movement.Outcome: not MovementOutcome.Completed } => "failed withdrawal",
        { Movement.Counterpart: not null } => "own transfer",
        _ => e.Kind.ToString(),
    };
}
