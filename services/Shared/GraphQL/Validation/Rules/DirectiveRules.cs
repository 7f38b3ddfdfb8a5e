using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Validation.Rules;

/// <summary>Directives exist, and stand where they may (5.7.1, 5.7.2).</summary>
internal sealed class KnownDirectives(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is not DirectiveNode directive) return;
        if (scope.Directive is null) Context.Report($"Unknown directive \"@{directive.Name}\".", node);
        else if (!scope.Directive.Locations.Contains(scope.Location)) Context.Report($"Directive \"@{directive.Name}\" may not be used on {scope.Location}.", node);
    }
}

/// <summary>A directive stands once at a place, unless it may be repeated (5.7.3).</summary>
internal sealed class UniqueDirectivesPerLocation(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        var directives = (node as SelectionNode)?.Directives ?? (node as OperationNode)?.Directives ?? (node as FragmentNode)?.Directives ?? (node as VariableDefinitionNode)?.Directives;
        if (directives is null || directives.Count < 2) return;
        var seen = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            if (Context.Schema.Directives.GetValueOrDefault(directive.Name.Value) is not { IsRepeatable: false } || seen.TryAdd(directive.Name.Value, directive)) continue;
            Context.Report($"The directive \"@{directive.Name}\" can only be used once at this location.", seen[directive.Name.Value], directive);
        }
    }
}
