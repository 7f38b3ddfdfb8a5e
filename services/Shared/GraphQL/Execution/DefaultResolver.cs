namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Reads a field from a dictionary; typed sources get their resolvers when the schema is built.</summary>
internal static class DefaultResolver
{
    public static object? Resolve(in ResolverContext context) =>
        context.Source is IReadOnlyDictionary<string, object?> map && map.TryGetValue(context.Field.Name, out var value) ? value : null;

    /// <summary>The type of a dictionary is what its __typename says.</summary>
    public static string? TypeName(object source) =>
        source is IReadOnlyDictionary<string, object?> map && map.TryGetValue("__typename", out var name) ? name as string : null;
}
