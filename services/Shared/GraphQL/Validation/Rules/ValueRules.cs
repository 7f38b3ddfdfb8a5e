using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation.Rules;

/// <summary>Literals have the type wanted at their place (5.6.1, 5.6.2, 5.6.4, and @oneOf).</summary>
internal sealed class ValuesOfCorrectType(ValidationContext context) : ValidationRule(context)
{
    /// <summary>A list or object that is wrong as a whole; what is inside it is not looked at.</summary>
    private SyntaxNode? _skipped;

    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (_skipped is not null) return;
        switch (node)
        {
            case ListValueNode list when scope.ParentInput?.Nullable is not ListType:
                Skip(list, scope);
                break;
            case ObjectValueNode o when scope.Input?.Named is InputObjectType type:
                Object(o, type);
                break;
            case ObjectValueNode o:
                Skip(o, scope);
                break;
            case ObjectFieldNode field when scope.Input is null && scope.ParentInput?.Named is InputObjectType parent:
                Context.Report($"Field \"{field.Name}\" is not defined by type \"{parent}\".", node);
                break;
            case NullValueNode when scope.Input is NonNullType:
                Context.Report($"Expected value of type \"{scope.Input}\", found null.", node);
                break;
            case EnumValueNode or IntValueNode or FloatValueNode or StringValueNode or BooleanValueNode:
                Leaf((ValueNode)node, scope);
                break;
        }
    }

    public override void Leave(SyntaxNode node, TypeScope scope)
    {
        if (ReferenceEquals(node, _skipped)) _skipped = null;
    }

    private void Skip(ValueNode node, TypeScope scope)
    {
        Leaf(node, scope);
        _skipped = node;
    }

    private void Object(ObjectValueNode node, InputObjectType type)
    {
        var given = node.Fields.GroupBy(f => f.Name.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        foreach (var field in type.Fields.Values.Where(f => f.IsRequired && !given.ContainsKey(f.Name)))
            Context.Report($"Field \"{type}.{field.Name}\" of required type \"{field.Type}\" was not provided.", node);
        if (!type.IsOneOf) return;
        if (given.Count != 1) Context.Report($"OneOf Input Object \"{type}\" must specify exactly one key.", node);
        else if (given.First().Value.Value is NullValueNode) Context.Report($"Field \"{type}.{given.First().Key}\" must be non-null.", node);
    }

    private void Leaf(ValueNode node, TypeScope scope)
    {
        if (scope.Input is not { } wanted) return;
        var fits = wanted.Named switch
        {
            ScalarType scalar => scalar.TryReadLiteral(node, out _),
            EnumType type => node is EnumValueNode e && type.Members.ContainsKey(e.Value),
            _ => false,
        };
        if (!fits) Context.Report($"Expected value of type \"{wanted}\", found {Printer.Print(node)}.", node);
    }
}

/// <summary>A field of an input object is given once (5.6.3).</summary>
internal sealed class UniqueInputFieldNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is not ObjectValueNode o || o.Fields.Count < 2) return;
        var known = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        foreach (var field in o.Fields)
            if (!known.TryAdd(field.Name.Value, field.Name)) Context.Report($"There can be only one input field named \"{field.Name}\".", known[field.Name.Value], field.Name);
    }
}
