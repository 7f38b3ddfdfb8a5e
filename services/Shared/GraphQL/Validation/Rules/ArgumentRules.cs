using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation.Rules;

/// <summary>Arguments exist on their field or directive (5.4.1).</summary>
internal sealed class KnownArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is ArgumentNode argument && !scope.InDirective && scope.Argument is null && scope.Field is { } field && scope.Parent is { } parent)
            Context.Report($"Unknown argument \"{argument.Name}\" on field \"{parent}.{field.Name}\".", node);
        if (node is not DirectiveNode directive || scope.Directive is not { } definition) return;
        foreach (var unknown in directive.Arguments.Where(a => definition.Arguments.All(d => d.Name != a.Name.Value)))
            Context.Report($"Unknown argument \"{unknown.Name}\" on directive \"@{directive.Name}\".", unknown);
    }
}

/// <summary>An argument is given once (5.4.2).</summary>
internal sealed class UniqueArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        var arguments = (node as FieldNode)?.Arguments ?? (node as DirectiveNode)?.Arguments;
        if (arguments is null || arguments.Count < 2) return;
        foreach (var group in arguments.GroupBy(a => a.Name.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Context.Report($"There can be only one argument named \"{group.Key}\".", group.Select(a => a.Name));
    }
}

/// <summary>Arguments that must be given are (5.4.2.1).</summary>
internal sealed class ProvidedRequiredArguments(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(SyntaxNode node, TypeScope scope)
    {
        if (node is FieldNode field && scope.Field is { } definition)
        {
            foreach (var missing in Missing(definition.Arguments, field.Arguments))
                Context.Report($"Field \"{field.Name}\" argument \"{missing.Name}\" of type \"{missing.Type}\" is required, but it was not provided.", node);
        }
        if (node is DirectiveNode directive && scope.Directive is { } type)
        {
            foreach (var missing in Missing(type.Arguments, directive.Arguments))
                Context.Report($"Directive \"@{directive.Name}\" argument \"{missing.Name}\" of type \"{missing.Type}\" is required, but it was not provided.", node);
        }
    }

    private static IEnumerable<InputValue> Missing(IReadOnlyList<InputValue> definitions, IReadOnlyList<ArgumentNode> given) =>
        definitions.Where(d => d.IsRequired && given.All(a => a.Name.Value != d.Name));
}
