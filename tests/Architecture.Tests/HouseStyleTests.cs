using System.Text.RegularExpressions;

namespace PortfolioPlatform.Architecture.Tests;

/// <summary>Rules of the house that no analyzer of the feed holds.</summary>
public sealed partial class HouseStyleTests
{
    private static readonly string[] TopLevel =
        ["services", "web", "infra", "helm", "tests", "docs", "PortfolioPlatform.sln", "global.json", "README.md", "test"];

    [Fact]
    public void The_top_level_holds_only_what_a_newcomer_looks_for()
    {
        var tracked = Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName)
            .Where(n => !n!.StartsWith('.') && n is not ("artifacts" or "TestResults"));
        Assert.Empty(tracked.Except(TopLevel, StringComparer.Ordinal));
    }

    [Fact]
    public void No_type_is_called_Helper_Util_Manager_or_Common()
    {
        var offenders = Repository.Sources("services", "tests").Where(f => VagueName().IsMatch(Path.GetFileNameWithoutExtension(f)));
        Assert.Empty(offenders.Select(Repository.Relative));
    }

    [Fact]
    public void No_file_name_has_a_space()
    {
        Assert.DoesNotContain(Repository.Sources("services", "tests"), f => Repository.Relative(f).Contains(' ', StringComparison.Ordinal));
    }

    [Fact]
    public void Money_is_never_binary_floating_point_outside_the_simulated_market()
    {
        var offenders = from file in Repository.Sources("services")
                        let path = Repository.Relative(file)
                        where !path.StartsWith("services/Exchanges/Sandbox/Market/", StringComparison.Ordinal)
                        from Match match in FloatMoney().Matches(File.ReadAllText(file))
                        select $"{path}: {match.Value}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void No_lock_file_names_a_registry()
    {
        var offenders = Directory.EnumerateFiles(Repository.Root, "package-lock.json", SearchOption.AllDirectories)
            .Where(f => !f.Contains("node_modules", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains("\"resolved\": \"http", StringComparison.Ordinal));
        Assert.Empty(offenders.Select(Repository.Relative));
    }

    [Fact]
    public void Only_the_platform_opens_database_connections()
    {
        var offenders = Repository.Sources("services")
            .Where(f => !Repository.Relative(f).StartsWith("services/Shared/Platform/", StringComparison.Ordinal))
            .Where(f => ConnectionOpening().IsMatch(File.ReadAllText(f)));
        Assert.Empty(offenders.Select(Repository.Relative));
    }

    [Fact]
    public void No_test_is_skipped()
    {
        var offenders = Repository.Sources("tests").Where(f => SkippedTest().IsMatch(File.ReadAllText(f)));
        Assert.Empty(offenders.Select(Repository.Relative));
    }

    [GeneratedRegex("(Helper|Util|Utils|Utilities|Manager|Common)$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\b(double|float)\??\s+(price|amount|quantity|cost|fee|proceeds|gain|balance|value)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FloatMoney();

    [GeneratedRegex(@"new NpgsqlConnection\(|NpgsqlDataSource(Builder)?\b")]
    private static partial Regex ConnectionOpening();

    [GeneratedRegex(@"\bSkip\s*=\s*""")]
    private static partial Regex SkippedTest();
}
