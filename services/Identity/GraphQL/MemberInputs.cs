using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Identity.GraphQL;

/// <summary>Asks somebody to join.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="Email">Who.</param>
/// <param name="Name">How they will be called.</param>
/// <param name="Role">With which role.</param>
/// <param name="PortfolioId">On which portfolio and all below it; everything if left out.</param>
internal sealed record InviteMemberInput(string IdempotencyKey, string Email, string Name, string Role, [ID] Guid? PortfolioId = null);

/// <summary>Takes an invitation back.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="InvitationId">Which.</param>
internal sealed record WithdrawInvitationInput(string IdempotencyKey, [ID] Guid InvitationId);

/// <summary>Gives or takes a role.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="MemberId">Whose.</param>
/// <param name="Role">Which.</param>
/// <param name="PortfolioId">On which portfolio and all below it; everything if left out.</param>
internal sealed record RoleInput(string IdempotencyKey, [ID] Guid MemberId, string Role, [ID] Guid? PortfolioId = null);

/// <summary>Takes somebody out of the tenant.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="MemberId">Whom.</param>
internal sealed record RemoveMemberInput(string IdempotencyKey, [ID] Guid MemberId);

/// <summary>Ends a session.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="SessionId">Which.</param>
internal sealed record EndSessionInput(string IdempotencyKey, [ID] Guid SessionId);

/// <summary>What became of an invitation.</summary>
/// <param name="InvitationId">Which; null if it was refused.</param>
/// <param name="Link">The path of the link to give to the person: whoever opens it may accept.</param>
/// <param name="Errors">Why it was refused.</param>
internal sealed record InvitationPayload([property: ID] Guid? InvitationId, string? Link, IReadOnlyList<UserError> Errors)
{
    public static InvitationPayload Refused(UserError error) => new(null, null, [error]);
}

/// <summary>What became of a change of members or sessions.</summary>
/// <param name="Done">Whether it was made.</param>
/// <param name="Errors">Why it was refused.</param>
internal sealed record MemberPayload(bool Done, IReadOnlyList<UserError> Errors)
{
    public static MemberPayload Refused(UserError error) => new(false, [error]);
}
