using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;
using PortfolioPlatform.GraphQL.Validation;

namespace PortfolioPlatform.GraphQL.Tests.Differential;

/// <summary>Every document gets the verdict of the reference implementation: same syntax, same errors of each rule, same answer.</summary>
public sealed class DifferentialTests
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("PORTFOLIO_TEST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20261121;

    [Fact]
    public async Task Every_deviation_is_listed_with_the_section_of_the_spec()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); ; folder = folder.Parent!)
        {
            if (!Directory.Exists(Path.Combine(folder.FullName, "docs", "architecture"))) continue;
            var rows = (await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "docs", "architecture", "graphql.md"))).SkipWhile(l => l != "| difference | section |").Skip(2).TakeWhile(l => l.StartsWith('|')).ToArray();
            Assert.InRange(rows.Length, 8, 20);
            Assert.All(rows, row => Assert.Matches(@"\| [2-7](\.\d+)+ \|$", row));
            return;
        }
    }

    [Fact]
    public async Task Documents_written_by_hand_get_the_verdicts_of_the_reference()
    {
        var texts = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Differential", "documents.txt"))).Split("\n---\n");
        await CompareAsync([.. texts.Select(t => new GeneratedDocument(t, "{\"a\":false,\"n\":\"name\",\"half\":{\"byPoint\":{\"x\":42,\"y\":2.5}},\"none\":{\"byPoint\":null},\"wrong\":{\"byPoint\":5}}", null))]);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.06)]
    public async Task Thousands_of_generated_documents_get_the_verdicts_of_the_reference(double faults)
    {
        var random = new Random(Seed);
        var generator = new DocumentGenerator(Zoo.Schema, random, faults);
        await CompareAsync([.. Enumerable.Range(0, 1200).Select(_ => generator.Next())]);
    }

    [Fact]
    public async Task Introspection_and_the_printed_schema_are_those_of_the_reference()
    {
        var judged = await JudgeAsync([]);
        Assert.Equal(Validator.Rules.Order(StringComparer.Ordinal), judged.GetProperty("rules").EnumerateArray().Select(r => r.GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(Definitions(judged.GetProperty("schema").GetString()!), Definitions(SchemaPrinter.Print(Zoo.Schema)));
        await CompareAsync([new GeneratedDocument(judged.GetProperty("introspection").GetString()!, "{}", null)]);
    }

    /// <summary>The definitions in an order of their own; the reference prints them as they were written.</summary>
    private static IEnumerable<string> Definitions(string schema) => schema.Trim().Split("\n\n").Order(StringComparer.Ordinal);

    private static async Task<JsonElement> JudgeAsync(IReadOnlyList<GeneratedDocument> documents)
    {
        using var data = JsonDocument.Parse(Zoo.Json);
        var job = new { sdl = Zoo.Sdl, data = data.RootElement, documents = documents.Select(d => new { text = d.Text, variables = JsonNode.Parse(d.Variables), operation = d.Operation }) };
        return JsonDocument.Parse(await Npm.Judge.RunAsync("judge.mjs", JsonSerializer.Serialize(job))).RootElement;
    }

    private static async Task CompareAsync(IReadOnlyList<GeneratedDocument> documents)
    {
        var verdicts = (await JudgeAsync(documents)).GetProperty("verdicts").EnumerateArray().ToArray();
        Assert.Equal(documents.Count, verdicts.Length);
        var failures = new List<string>();
        for (var i = 0; i < verdicts.Length; i++)
            if (await DifferenceAsync(documents[i], verdicts[i]) is { } difference) failures.Add($"{difference}\n  {documents[i].Text}\n  {documents[i].Variables} {documents[i].Operation}");
        Assert.True(failures.Count == 0, $"seed {Seed}: {failures.Count} of {documents.Count} differ\n{string.Join("\n\n", failures.Take(6))}");
    }

    private static async Task<string?> DifferenceAsync(GeneratedDocument generated, JsonElement verdict)
    {
        var parsed = Parser.Parse(generated.Text);
        if (verdict.TryGetProperty("syntax", out var syntax))
        {
            if (parsed.IsDocument) return $"read, but the reference says {syntax}";
            var location = syntax.GetProperty("location");
            return Deviations.SyntaxLocationMatters(syntax.GetProperty("message").GetString()!)
                && (location.GetProperty("line").GetInt32(), location.GetProperty("column").GetInt32()) != (parsed.Location.Line, parsed.Location.Column)
                ? $"{parsed.Error} at {parsed.Location} instead of {syntax}" : null;
        }
        if (!parsed.IsDocument) return Deviations.IsNewerSyntax(generated.Text, parsed) ? null : $"not read: {parsed.Error} {parsed.Location}";
        if (verdict.TryGetProperty("printed", out var printed) && printed.GetString() != Printer.Print(parsed.Document)) return $"printed as {Printer.Print(parsed.Document)}\ninstead of {printed}";
        if (Deviations.IsAnsweredByThrowing(verdict) || RuleDifference(parsed.Document, verdict.GetProperty("rules")) is not { } difference)
            return verdict.TryGetProperty("result", out var result) ? await Execution.DifferenceAsync(generated, result) : null;
        return difference;
    }

    private static string? RuleDifference(DocumentNode document, JsonElement rules)
    {
        if (document.Definitions.Any(d => d is not (OperationNode or FragmentNode))) return rules.TryGetProperty("ExecutableDefinitions", out _) ? null : "definitions of types passed";
        foreach (var rule in Validator.Rules)
        {
            var mine = Validator.Validate(Zoo.Schema, document, rule);
            var theirs = rules.TryGetProperty(rule, out var found) ? found.EnumerateArray().ToArray() : [];
            if (mine.Count != theirs.Length) return $"{rule}: {mine.Count} instead of {theirs.Length}: {string.Join("; ", mine.Select(e => e.Message))} | {string.Join("; ", theirs)}";
            if (mine.Count == 1 && Execution.Locations(theirs[0]) != Execution.Locations(mine[0].Locations)) return $"{rule} at {Execution.Locations(mine[0].Locations)} instead of {theirs[0]}";
        }
        return null;
    }
}
