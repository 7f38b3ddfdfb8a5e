namespace PortfolioPlatform.GraphQL.Language;

/// <summary>Ends the reading of a document that is no GraphQL; caught by <see cref="Parser"/> and never seen outside it.</summary>
#pragma warning disable CA1032, CA1064, RCS1194 // carries an offset and stays inside the parser
internal sealed class GraphQLSyntaxException(string message, int offset) : Exception(message)
#pragma warning restore CA1032, CA1064, RCS1194
{
    public int Offset => offset;
}
