using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Tests.Differential;

/// <summary>The schema and data both servers answer from, with the same resolvers.</summary>
internal static class Zoo
{
    public static string Sdl { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Differential", "zoo.graphql"));

    public static string Json { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Differential", "zoo.json"));

    private static readonly IReadOnlyDictionary<string, object?> Data = (IReadOnlyDictionary<string, object?>)Plain(JsonDocument.Parse(Json).RootElement)!;

    public static Schema Schema { get; } = SdlSchema.Build(Sdl);

    /// <summary>The same schema; every field answers later.</summary>
    public static Schema Later { get; } = MakeLater(SdlSchema.Build(Sdl));

    public static object Root => Data["root"]!;

    public static RequestScope Request(Schema schema) =>
        new(schema, new ServiceCollection().BuildServiceProvider(), new ClaimsPrincipal(), new DenyAll(), default) { Default = Resolve };

    public static string Canonical(object? value) => value switch
    {
        null => "null",
        string s => Quoted(s),
        bool b => b ? "true" : "false",
        0.0 => "0",
        double d => d.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e+", StringComparison.Ordinal).Replace("E-", "e-", StringComparison.Ordinal),
        int i => i.ToString(CultureInfo.InvariantCulture),
        IReadOnlyDictionary<string, object?> map => $"{{{string.Join(',', map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{Canonical(p.Key)}:{Canonical(p.Value)}"))}}}",
        IEnumerable<object?> list => $"[{string.Join(',', list.Select(Canonical))}]",
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    private static string Quoted(string text)
    {
        using var output = new JsonOutput();
        output.Text(text);
        return System.Text.Encoding.UTF8.GetString(output.Written.Span);
    }

    private static object? Resolve(in ResolverContext context)
    {
        if (context.Field.Arguments.Count > 0 && context.Field.Type.ToString() == "String") return Canonical(context.Arguments.Given().ToDictionary(StringComparer.Ordinal));
        var value = ((IReadOnlyDictionary<string, object?>)context.Source!).GetValueOrDefault(context.Field.Name);
        if (value is IReadOnlyDictionary<string, object?> map && map.ContainsKey("__error")) throw new InvalidOperationException("secret");
        return Follow(value);
    }

    private static object? Follow(object? value) => value switch
    {
        object?[] list => list.Select(Follow).ToArray(),
        IReadOnlyDictionary<string, object?> map when map.TryGetValue("__ref", out var id) => Data[(string)id!],
        _ => value,
    };

    private static Schema MakeLater(Schema schema)
    {
        foreach (var field in schema.Types.Values.OfType<FieldsType>().Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal)).SelectMany(t => t.Fields.Values))
        {
            field.ResolveAsync = async context =>
            {
                await Task.Yield();
                return Resolve(in context);
            };
        }
        return schema;
    }

    private static object? Plain(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value), StringComparer.Ordinal),
        JsonValueKind.Array => json.EnumerateArray().Select(Plain).ToArray(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt32(out var i) ? i : json.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        _ => null,
    };
}
