namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Opens the events of a subscription's field; they end when the enumerator is disposed or cancelled.</summary>
public delegate IAsyncEnumerable<object?> EventSource(ResolverContext context);
