using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.Host.Tests.Sweep;

/// <summary>Everything a type tells without being asked for more, some levels deep; what costs much is left out.</summary>
internal static class Selections
{
    private const int Dear = 20;

    public static string Of(GraphType type, int depth) => type.Named is CompositeType composite ? $"{{ {Fields(composite, depth)} }}" : "";

    private static string Fields(CompositeType type, int depth)
    {
        if (type.Fields.TryGetValue("nodes", out var nodes)) return $"nodes {Of(nodes.Type, depth)}";
        var told = type.Fields.Values.Where(f => f.Cost <= Dear && !f.Arguments.Any(a => a.IsRequired) && (f.Type.IsLeaf || depth > 0)).Select(f => Field(f, depth)).Where(f => f.Length > 0);
        return string.Join(' ', told.DefaultIfEmpty("__typename"));
    }

    private static string Field(FieldDefinition field, int depth) =>
        field.Type.IsLeaf ? field.Name : $"{field.Name}{(field.Argument("first") is null ? "" : "(first: 3)")} {Of(field.Type, depth - 1)}";
}
