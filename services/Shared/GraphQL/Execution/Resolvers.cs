namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Answers a field at once.</summary>
public delegate object? Resolver(in ResolverContext context);

/// <summary>Answers a field later.</summary>
public delegate ValueTask<object?> AsyncResolver(ResolverContext context);
