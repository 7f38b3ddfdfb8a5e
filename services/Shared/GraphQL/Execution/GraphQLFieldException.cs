namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>What a resolver throws to answer its field with an error the client may read.</summary>
#pragma warning disable CA1032, RCS1194 // an error without a code means nothing to a client
public sealed class GraphQLFieldException(string message, string code) : Exception(message), IClientFault
#pragma warning restore CA1032, RCS1194
{
    /// <summary>extensions.code.</summary>
    public string Code => code;
}
