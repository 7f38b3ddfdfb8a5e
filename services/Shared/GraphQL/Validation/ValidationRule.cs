using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Validation;

/// <summary>One rule of the spec's section 5; sees every node once, on the way down and on the way up.</summary>
internal abstract class ValidationRule(ValidationContext context)
{
    protected ValidationContext Context => context;

    public virtual void Enter(SyntaxNode node, TypeScope scope)
    {
    }

    public virtual void Leave(SyntaxNode node, TypeScope scope)
    {
    }
}
