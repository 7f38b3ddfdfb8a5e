using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>An operation ready to run.</summary>
internal sealed record OperationPlan(OperationNode Operation, DocumentNode Document, SelectionPlan Root);
