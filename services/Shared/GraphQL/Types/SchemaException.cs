namespace PortfolioPlatform.GraphQL.Types;

/// <summary>The program's schema is wrong: a bug, seen when the host starts.</summary>
#pragma warning disable CA1032, RCS1194 // always says what is wrong
public sealed class SchemaException(string message) : Exception(message);
#pragma warning restore CA1032, RCS1194
