using System.Text.Json;
using System.Text.Json.Nodes;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Tests.Differential;

/// <summary>Runs a document on both executors and holds the answers against the reference's.</summary>
internal static class Execution
{
    public static async Task<string?> DifferenceAsync(GeneratedDocument document, JsonElement expected)
    {
        var direct = await RunAsync(Zoo.Schema, document);
        if (Difference(direct, expected, true) is { } difference) return $"direct: {difference}\n{direct}\ninstead of {expected}";
        var piecewise = await RunAsync(Zoo.Later, document);
        return Difference(piecewise, expected, false) is { } later ? $"piecewise: {later}\n{piecewise}\ninstead of {expected}" : null;
    }

    public static string Locations(JsonElement error) =>
        string.Join(' ', error.GetProperty("locations").EnumerateArray().Select(l => $"{l.GetProperty("line")}:{l.GetProperty("column")}").Order(StringComparer.Ordinal));

    public static string Locations(IEnumerable<SourceLocation> locations) => string.Join(' ', locations.Select(l => $"{l.Line}:{l.Column}").Order(StringComparer.Ordinal));

    private static async Task<JsonElement> RunAsync(Schema schema, GeneratedDocument document)
    {
        var prepared = PreparedDocument.Of(schema, document.Text, ParserOptions.Default);
        if (prepared.Operation(document.Operation, out var error) is not { } operation) return Read(GraphQLResponse.Refused([error!]));
        using var variables = JsonDocument.Parse(document.Variables);
        return Read(await OperationRunner.RunAsync(prepared, operation, variables.RootElement, Zoo.Request(schema), Zoo.Root));
    }

    private static JsonElement Read(GraphQLResponse response)
    {
        using (response) return JsonDocument.Parse(response.Body).RootElement.Clone();
    }

    private static string? Difference(JsonElement actual, JsonElement expected, bool exact)
    {
        var hasData = actual.TryGetProperty("data", out var data);
        if (hasData != expected.GetProperty("hasData").GetBoolean()) return "data entry";
        if (hasData && !JsonNode.DeepEquals(Sorted(data), Sorted(expected.GetProperty("data")))) return "data";
        var mine = actual.TryGetProperty("errors", out var list) ? list.EnumerateArray().ToArray() : [];
        var theirs = expected.GetProperty("errors").EnumerateArray().ToArray();
        if (!exact) return (mine.Length == 0) == (theirs.Length == 0) ? null : "errors or none";
        return hasData
            ? string.Join('\n', mine.Select(Place)) == string.Join('\n', theirs.Select(Place)) ? null : "places of errors"
            : mine.Length == theirs.Length ? null : "number of errors";
    }

    private static string Place(JsonElement error) => error.GetProperty("path").GetRawText().Replace(" ", "", StringComparison.Ordinal) + Path(error);

    private static string Path(JsonElement error) => error.GetProperty("message").GetString()!.StartsWith("Argument", StringComparison.Ordinal) ? "" : " " + Locations(error);

    /// <summary>Types, directives and the like have no order of their own in introspection; keys of answers have, and keep it.</summary>
    private static JsonNode? Sorted(JsonElement json)
    {
        var node = JsonNode.Parse(json.GetRawText());
        if (node?["__schema"] is not JsonObject schema) return node;
        foreach (var name in (string[])["types", "directives"])
        {
            if (schema[name] is not JsonArray list) continue;
            if (list[0]?["name"] is null) continue;
            var sorted = list.Select(t => t!.DeepClone()).Where(t => !Deviations.IsNewerIntrospection(name, t["name"]!.GetValue<string>())).OrderBy(t => t["name"]?.GetValue<string>(), StringComparer.Ordinal).ToArray();
            schema[name] = new JsonArray(sorted);
        }
        return node;
    }
}
