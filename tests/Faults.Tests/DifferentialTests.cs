using System.Globalization;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;
using Xunit.Abstractions;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>Other markets and longer histories than the demo's, imported whole and held against the truth.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Theory]
    [Trait("Category", "Soak")]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(31337, 2)]
    [InlineData(20240117, 5)]
    public async Task Any_market_and_any_length_of_history_ends_equal_to_the_truth(long seed, int years)
    {
        using var data = new TemporaryFolder();
        var origin = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddYears(-years);
        await using var host = HostProcess.Start(
            "--data", data.Path, "--port", "0", $"--Sandbox:Seed={seed}", $"--Sandbox:Origin={origin.ToString("O", CultureInfo.InvariantCulture)}", "--Sandbox:LimitPace=120", "--Sandbox:LiveFillEvery=00:00:05");
        await host.ReadyAsync();
        using var truth = await Truth.OfAsync(data.Path);
        var ledger = new Ledger(TestDatabase.OfProduct(data.Path));
        var expected = 0;
        foreach (var venue in DemoTenant.Venues) expected += await truth.CountAsync(venue);
        await Eventually.HoldsAsync(async () => await ledger.CountAsync() >= expected * 0.99, $"{expected} entries of seed {seed}", Patience);

        await Judge.LedgerEqualsTruthAsync(truth, ledger, Patience);
        output.WriteLine($"seed {seed}, {years} years: {expected} entries happened, {await ledger.CountAsync()} are booked");
    }
}
