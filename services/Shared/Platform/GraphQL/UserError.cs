using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>Why a change was not made, for the person who asked for it.</summary>
/// <param name="Code">Stable, in SCREAMING_SNAKE_CASE: what programs switch on.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record UserError(string Code, string Message)
{
    /// <summary>The error as clients see it.</summary>
    public static UserError Of(Error error) => new(error.Code, error.Message);
}
