using System.Text.RegularExpressions;

namespace PortfolioPlatform.Architecture.Tests;

/// <summary>A checklist that names tests is worth what the names are worth.</summary>
public sealed partial class SecurityDocsTests
{
    [Fact]
    public void Every_test_the_documents_of_security_of_the_api_of_taxes_of_risk_and_of_the_page_name_exists()
    {
        var tests = Repository.Sources("tests").Select(File.ReadAllText).ToArray();
        var missing = new List<string>();
        var named = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "security"), "*.md").Append(Path.Combine(Repository.Root, "docs", "api", "promises.md")).Concat(Checks))
            foreach (Match match in Name().Matches(File.ReadAllText(file)))
            {
                named++;
                var (type, method) = (match.Groups[1].Value, match.Groups[2].Value);
                // A name may be cut with an ellipsis: what is left must be in one method of the class.
                var parts = method.Split('…', StringSplitOptions.RemoveEmptyEntries);
                var pattern = string.Join("[A-Za-z0-9_]*", parts.Select(Regex.Escape));
                if (!tests.Any(t => t.Contains($"class {type}", StringComparison.Ordinal) && (parts.Length == 0 || Regex.IsMatch(t, $@"\b(?:Task|void) [A-Za-z0-9_]*{pattern}")))) missing.Add($"{Path.GetFileName(file)}: {match.Value}");
            }

        Assert.Empty(missing);
        Assert.True(named > 60, $"only {named} tests are named");
    }

    [Fact]
    public async Task Every_unit_of_the_page_the_documents_name_exists()
    {
        var units = Directory.EnumerateFiles(Path.Combine(Repository.Root, "web"), "*.test.*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal)).Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        var named = new List<string>();
        foreach (var file in Checks) named.AddRange(Unit().Matches(await File.ReadAllTextAsync(file)).Select(m => m.Groups[1].Value));
        Assert.Empty(named.Except(units));
        Assert.True(named.Count > 20, $"only {named.Count} units are named");
    }

    private static string[] Checks => [.. new[] { "tax-checks.md", "risk-checks.md", "page-checks.md" }.Select(name => Path.Combine(Repository.Root, "docs", name))];

    [GeneratedRegex("`([A-Za-z]+\\.test\\.(?:tsx?|mjs))`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unit();

    [GeneratedRegex(@"\b([A-Z][A-Za-z]+Tests)\b(?!:)(?:\.([A-Z][A-Za-z0-9_…]*))?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
