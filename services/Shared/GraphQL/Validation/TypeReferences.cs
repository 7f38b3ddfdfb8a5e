using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation;

/// <summary>From the types a document writes to those of the schema.</summary>
internal static class TypeReferences
{
    /// <summary>The type a reference means; null if its name is unknown.</summary>
    public static GraphType? Resolve(this Schema schema, TypeNode node)
    {
        switch (node)
        {
            case NamedTypeNode named:
                return schema.Type(named.Name.Value);
            case ListTypeNode list:
                return schema.Resolve(list.Inner) is { } item ? new ListType(item) : null;
            default:
                return schema.Resolve(((NonNullTypeNode)node).Inner) is { } inner ? new NonNullType(inner) : null;
        }
    }

    /// <summary>Whether every value of <paramref name="type"/> may stand where <paramref name="super"/> is wanted.</summary>
    public static bool IsUsableAs(this GraphType type, GraphType super) => (type, super) switch
    {
        (NonNullType t, NonNullType s) => t.Inner.IsUsableAs(s.Inner),
        (_, NonNullType) => false,
        (NonNullType t, _) => t.Inner.IsUsableAs(super),
        (ListType t, ListType s) => t.Inner.IsUsableAs(s.Inner),
        _ => ReferenceEquals(type, super),
    };
}
