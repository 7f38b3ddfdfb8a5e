using System.Security.Claims;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Told of mutations that were refused or failed before they could answer. Optional: without one nobody is told.</summary>
public interface IRefusedMutations
{
    /// <summary>Notes one.</summary>
    /// <param name="user">Who asked.</param>
    /// <param name="mutation">The name of the field.</param>
    /// <param name="code">The code of its error.</param>
    ValueTask NoteAsync(ClaimsPrincipal user, string mutation, string code);
}
