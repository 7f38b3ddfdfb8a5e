using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation.Rules;

/// <summary>Variables of an operation have different names (5.8.1).</summary>
internal sealed class UniqueVariableNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is not OperationNode operation) return;
        foreach (var group in operation.Variables.GroupBy(v => v.Variable.Name.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Context.Report($"There can be only one variable named \"${group.Key}\".", group.Select(v => v.Variable.Name));
    }
}

/// <summary>Variables have input types (5.8.2).</summary>
internal sealed class VariablesAreInputTypes(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is VariableDefinitionNode variable && Context.Schema.Resolve(variable.Type) is { IsInput: false })
            Context.Report($"Variable \"${variable.Variable.Name}\" cannot be non-input type \"{Printer.Print(variable.Type)}\".", variable.Type);
    }
}

/// <summary>Variables that are used are defined (5.8.3).</summary>
internal sealed class NoUndefinedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(SyntaxNode node, TypeScope scope)
    {
        if (node is not OperationNode operation) return;
        var defined = operation.Variables.Select(v => v.Variable.Name.Value).ToHashSet(StringComparer.Ordinal);
        var by = operation.Name is null ? "" : $" by operation \"{operation.Name}\"";
        foreach (var usage in Context.Usages(operation).Where(u => !defined.Contains(u.Node.Name.Value)))
            Context.Report($"Variable \"${usage.Node.Name}\" is not defined{by}.", usage.Node, operation);
    }
}

/// <summary>Variables that are defined are used (5.8.4).</summary>
internal sealed class NoUnusedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(SyntaxNode node, TypeScope scope)
    {
        if (node is not OperationNode operation) return;
        var used = Context.Usages(operation).Select(u => u.Node.Name.Value).ToHashSet(StringComparer.Ordinal);
        var where = operation.Name is null ? "" : $" in operation \"{operation.Name}\"";
        foreach (var variable in operation.Variables.Where(v => !used.Contains(v.Variable.Name.Value)))
            Context.Report($"Variable \"${variable.Variable.Name}\" is never used{where}.", variable);
    }
}

/// <summary>Variables fit the places they are used at (5.8.5, and for @oneOf inputs).</summary>
internal sealed class VariablesInAllowedPosition(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(SyntaxNode node, TypeScope scope)
    {
        if (node is not OperationNode operation) return;
        var defined = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
        foreach (var variable in operation.Variables) defined[variable.Variable.Name.Value] = variable;
        foreach (var usage in Context.Usages(operation))
        {
            if (usage.Type is null || !defined.TryGetValue(usage.Node.Name.Value, out var definition) || Context.Schema.Resolve(definition.Type) is not { } type) continue;
            if (!IsAllowed(type, definition.DefaultValue, usage.Type, usage.HasDefault))
                Context.Report($"Variable \"${usage.Node.Name}\" of type \"{type}\" used in position expecting type \"{usage.Type}\".", definition, usage.Node);
            if (usage.ParentType is InputObjectType { IsOneOf: true } && type is not NonNullType)
                Context.Report($"Variable \"${usage.Node.Name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{usage.ParentType}\".", definition, usage.Node);
        }
    }

    private static bool IsAllowed(GraphType type, ValueNode? variableDefault, GraphType wanted, bool hasDefault)
    {
        if (wanted is not NonNullType nonNull || type is NonNullType) return type.IsUsableAs(wanted);
        return (variableDefault is not (null or NullValueNode) || hasDefault) && type.IsUsableAs(nonNull.Inner);
    }
}
