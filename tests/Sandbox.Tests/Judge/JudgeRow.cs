using System.Text.Json;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>A row of the committed table: what ccxt can say about a venue's method, and whether it is compared with the truth.</summary>
internal sealed record JudgeRow(string Venue, string Method, JsonElement Has, string Verdict, string? Error = null, string? Note = null)
{
    public static IReadOnlyList<JudgeRow> Table { get; } =
        JsonSerializer.Deserialize<List<JudgeRow>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "judge-table.json")), JsonSerializerOptions.Web)!;
}

/// <summary>A call of a ccxt method.</summary>
internal sealed record JudgeCall(string Method, params object?[] Args);

/// <summary>What ccxt said: its table of abilities, and per call the value or the error.</summary>
internal sealed record JudgeAnswer(IReadOnlyList<JudgeCall> Calls, JsonElement Has, IReadOnlyList<JsonElement> Results)
{
    /// <summary>The values of all calls of a method; a failed call fails the test.</summary>
    public IReadOnlyList<JsonElement> Of(string method) =>
    [
        .. Calls.Zip(Results).Where(p => p.First.Method == method).Select(p => p.Second.TryGetProperty("value", out var value) ? value
            : throw new InvalidOperationException($"ccxt {method}({JsonSerializer.Serialize(p.First.Args)}): {p.Second}")),
    ];

    /// <summary>The rows of all calls of a method that answers lists.</summary>
    public IReadOnlyList<JsonElement> Rows(string method) => [.. Of(method).SelectMany(v => v.EnumerateArray())];
}
