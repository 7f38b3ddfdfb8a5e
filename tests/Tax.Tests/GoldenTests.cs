using System.Runtime.CompilerServices;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>
/// What each jurisdiction and method said about one history of every class of event, kept in Goldens. A difference is either a mistake or a change of rule:
/// <c>PORTFOLIO_RENEW_GOLDENS=1</c> writes the files again and fails all the same, so that they change only where somebody reads and commits the difference.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string[] Kept = ["disposals.csv", "lots.csv", "summary.json", "return.json"];

    [Theory]
    [Trait("Pain", "44")]
    [ClassData(typeof(EveryMethod))]
    public async Task A_report_says_what_it_said_before(string jurisdiction, string method)
    {
        using var run = await TaxRun.OfAsync(await File.ReadAllTextAsync(Golden("history.csv")), "--jurisdiction", jurisdiction, "--method", method, "--year", "2024", "--formats", "csv,json");
        var folder = Golden($"{jurisdiction}-{method}");
        if (Environment.GetEnvironmentVariable("PORTFOLIO_RENEW_GOLDENS") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var name in Kept) await File.WriteAllTextAsync(Path.Combine(folder, name), run.Text(name));
            Assert.Fail($"Goldens/{jurisdiction}-{method} was written again: read the difference (git diff tests/Tax.Tests/Goldens), say in docs/tax.md what changed, and run without PORTFOLIO_RENEW_GOLDENS.");
        }

        foreach (var name in Kept) Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, name)), run.Text(name));
    }

    private static string Golden(string name, [CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Goldens", name);
}
