using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>Where a run kills: during the import at shares of the committed rows, then while streaming. Five kills by default, twenty in soak.</summary>
/// <param name="Import">Shares of the expected entries, 5–95 %, one from each equal slice so that they are spread.</param>
/// <param name="Streaming">Numbers of the kills while streaming.</param>
internal sealed record KillPoints(IReadOnlyList<double> Import, IReadOnlyList<int> Streaming)
{
    public static KillPoints OfThisRun()
    {
        var soak = Soak.IsOn;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PORTFOLIO_TEST_SEED"), out var given) ? given : 1;
        var (import, streaming) = soak ? (15, 5) : (3, 2);
        var random = new Random(seed);
        return new KillPoints([.. Enumerable.Range(0, import).Select(i => 0.05 + (0.9 * (i + random.NextDouble()) / import))], [.. Enumerable.Range(1, streaming)]);
    }

    public override string ToString() => $"{string.Join(", ", Import.Select(i => i.ToString("P0")))} of the import, then {Streaming.Count} while streaming";
}
