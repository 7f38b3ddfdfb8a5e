using System.Collections.Frozen;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;
using PortfolioPlatform.GraphQL.Validation.Rules;

namespace PortfolioPlatform.GraphQL.Validation;

/// <summary>Holds documents against the spec's validation rules.</summary>
public static class Validator
{
    private const int MaxErrors = 100;

    private static readonly FrozenDictionary<string, Func<ValidationContext, ValidationRule>> All = new Dictionary<string, Func<ValidationContext, ValidationRule>>(StringComparer.Ordinal)
    {
        ["ExecutableDefinitions"] = c => new ExecutableDefinitions(c),
        ["UniqueOperationNames"] = c => new UniqueOperationNames(c),
        ["LoneAnonymousOperation"] = c => new LoneAnonymousOperation(c),
        ["SingleFieldSubscriptions"] = c => new SingleFieldSubscriptions(c),
        ["KnownTypeNames"] = c => new KnownTypeNames(c),
        ["FragmentsOnCompositeTypes"] = c => new FragmentsOnCompositeTypes(c),
        ["VariablesAreInputTypes"] = c => new VariablesAreInputTypes(c),
        ["ScalarLeafs"] = c => new ScalarLeafs(c),
        ["FieldsOnCorrectType"] = c => new FieldsOnCorrectType(c),
        ["UniqueFragmentNames"] = c => new UniqueFragmentNames(c),
        ["KnownFragmentNames"] = c => new KnownFragmentNames(c),
        ["NoUnusedFragments"] = c => new NoUnusedFragments(c),
        ["PossibleFragmentSpreads"] = c => new PossibleFragmentSpreads(c),
        ["NoFragmentCycles"] = c => new NoFragmentCycles(c),
        ["UniqueVariableNames"] = c => new UniqueVariableNames(c),
        ["NoUndefinedVariables"] = c => new NoUndefinedVariables(c),
        ["NoUnusedVariables"] = c => new NoUnusedVariables(c),
        ["KnownDirectives"] = c => new KnownDirectives(c),
        ["UniqueDirectivesPerLocation"] = c => new UniqueDirectivesPerLocation(c),
        ["KnownArgumentNames"] = c => new KnownArgumentNames(c),
        ["UniqueArgumentNames"] = c => new UniqueArgumentNames(c),
        ["ValuesOfCorrectType"] = c => new ValuesOfCorrectType(c),
        ["ProvidedRequiredArguments"] = c => new ProvidedRequiredArguments(c),
        ["VariablesInAllowedPosition"] = c => new VariablesInAllowedPosition(c),
        ["OverlappingFieldsCanBeMerged"] = c => new OverlappingFieldsCanBeMerged(c),
        ["UniqueInputFieldNames"] = c => new UniqueInputFieldNames(c),
        ["MaxIntrospectionDepth"] = c => new MaxIntrospectionDepth(c),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of the rules.</summary>
    public static IEnumerable<string> Rules => All.Keys;

    /// <summary>What is wrong with a document; empty if it may be executed.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document) => Run(schema, document, All.Values);

    /// <summary>What one rule finds wrong with a document.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, string rule) => Run(schema, document, [All[rule]]);

    private static List<GraphQLError> Run(Schema schema, DocumentNode document, IEnumerable<Func<ValidationContext, ValidationRule>> rules)
    {
        var context = new ValidationContext(schema, document, MaxErrors);
        new Walker(schema, new Together([.. rules.Select(r => r(context))])).Walk(document);
        if (context.IsFull) context.Errors.Add(new GraphQLError("Too many validation errors, error limit reached. Validation aborted.", ErrorCodes.Invalid));
        return context.Errors;
    }

    private sealed class Together(ValidationRule[] rules) : INodeVisitor
    {
        public void Enter(SyntaxNode node, TypeScope scope)
        {
            foreach (var rule in rules) rule.Enter(node, scope);
        }

        public void Leave(SyntaxNode node, TypeScope scope)
        {
            foreach (var rule in rules) rule.Leave(node, scope);
        }
    }
}
