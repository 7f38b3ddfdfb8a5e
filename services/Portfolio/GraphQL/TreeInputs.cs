using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>A new portfolio.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Currency">What it is valued in: an asset's id.</param>
/// <param name="TimeZone">IANA zone whose midnight begins its day.</param>
/// <param name="ParentId">The portfolio above it; at the top if left out.</param>
/// <param name="AccountIds">Accounts it counts besides those of the portfolios below it.</param>
internal sealed record CreatePortfolioInput(string IdempotencyKey, string Name, [ID] string Currency, string TimeZone, [ID] Guid? ParentId = null, [ID] IReadOnlyList<Guid>? AccountIds = null);

/// <summary>A portfolio as it is from now on. The past is told by what it was then.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="PortfolioId">Which.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Currency">What it is valued in: an asset's id. All figures follow, from the facts.</param>
/// <param name="TimeZone">IANA zone whose midnight begins its day.</param>
/// <param name="ParentId">The portfolio above it; at the top if left out.</param>
/// <param name="AccountIds">Accounts it counts besides those of the portfolios below it; they stay if left out.</param>
internal sealed record ChangePortfolioInput(string IdempotencyKey, [ID] Guid PortfolioId, string Name, [ID] string Currency, string TimeZone, [ID] Guid? ParentId = null, [ID] IReadOnlyList<Guid>? AccountIds = null);

/// <summary>Names a portfolio to take away.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="PortfolioId">Which. What is below it, and its accounts, come to the one above it.</param>
internal sealed record RemovePortfolioInput(string IdempotencyKey, [ID] Guid PortfolioId);

/// <summary>A new legal entity.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="Name">Its name.</param>
/// <param name="Jurisdiction">Where it is taxed: ISO 3166 alpha-2, ZZ for none.</param>
internal sealed record CreateLegalEntityInput(string IdempotencyKey, string Name, string Jurisdiction);

/// <summary>A legal entity as it is from now on.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="LegalEntityId">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Jurisdiction">Where it is taxed: ISO 3166 alpha-2, ZZ for none.</param>
internal sealed record ChangeLegalEntityInput(string IdempotencyKey, [ID] Guid LegalEntityId, string Name, string Jurisdiction);

/// <summary>Names a legal entity to take away.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="LegalEntityId">Which; no account may ever have belonged to it.</param>
internal sealed record RemoveLegalEntityInput(string IdempotencyKey, [ID] Guid LegalEntityId);

/// <summary>A portfolio after a change, or why it was not made.</summary>
/// <param name="Portfolio">The portfolio; null if nothing was changed, and when it was taken away.</param>
/// <param name="Errors">Why nothing was changed; empty if it was.</param>
internal sealed record PortfolioPayload(PortfolioItem? Portfolio, IReadOnlyList<UserError> Errors)
{
    public static PortfolioPayload Refused(UserError error) => new(null, [error]);
}

/// <summary>A legal entity after a change, or why it was not made.</summary>
/// <param name="LegalEntity">The entity; null if nothing was changed, and when it was taken away.</param>
/// <param name="Errors">Why nothing was changed; empty if it was.</param>
internal sealed record LegalEntityPayload(LegalEntityItem? LegalEntity, IReadOnlyList<UserError> Errors)
{
    public static LegalEntityPayload Refused(UserError error) => new(null, [error]);
}
