using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation;

/// <summary>A variable where it is used, and what is wanted there.</summary>
internal sealed record VariableUsage(VariableNode Node, GraphType? Type, bool HasDefault, GraphType? ParentType)
{
    /// <summary>Collects the usages inside one definition, without those of the fragments it spreads.</summary>
    internal sealed class Collector : INodeVisitor
    {
        private bool _inDefinition;

        public List<VariableUsage> Usages { get; } = [];

        public void Enter(SyntaxNode node, TypeScope scope)
        {
            if (node is VariableDefinitionNode) _inDefinition = true;
            if (node is VariableNode variable && !_inDefinition) Usages.Add(new VariableUsage(variable, scope.Input, scope.HasDefault, scope.ParentInput?.Named));
        }

        public void Leave(SyntaxNode node, TypeScope scope)
        {
            if (node is VariableDefinitionNode) _inDefinition = false;
        }
    }
}
