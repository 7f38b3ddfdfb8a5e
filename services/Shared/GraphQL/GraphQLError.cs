using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL;

/// <summary>An error as a response carries it (spec, section 7.1.2).</summary>
/// <param name="Message">For the developer of the client; never text of an exception.</param>
/// <param name="Code">What programs switch on: extensions.code.</param>
public sealed record GraphQLError(string Message, string Code)
{
    public IReadOnlyList<SourceLocation> Locations { get; init; } = [];

    /// <summary>Response names and list indexes from the root to the field; null if the error belongs to no field.</summary>
    public IReadOnlyList<object>? Path { get; init; }
}
