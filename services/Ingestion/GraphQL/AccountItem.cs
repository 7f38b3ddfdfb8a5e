using PortfolioPlatform.Contracts;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>One connected account at a venue. Its key goes in and never comes out.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="Venue">Where, as this platform names it.</param>
/// <param name="VenueName">Where, as people name it.</param>
/// <param name="Name">The user's name for it.</param>
/// <param name="LegalEntityId">Who owns it.</param>
/// <param name="KeyHint">The last characters of the public part of its key.</param>
/// <param name="Paused">Stopped by the user.</param>
/// <param name="KeyLabel">The user's name for its key.</param>
/// <param name="KeyLastUsedAt">When its key was used last, to the hour or better.</param>
/// <param name="KeyExpiresAt">When its key ends, as the venue says; null if it does not.</param>
/// <param name="Disabled">Stopped together with all keys of the tenant, until it is enabled again.</param>
[GraphQLName("Account")]
internal sealed record AccountItem(
    [property: ID] Guid Id, string Venue, string VenueName, string Name, [property: ID] Guid LegalEntityId, string KeyHint, bool Paused,
    string? KeyLabel, DateTimeOffset? KeyLastUsedAt, DateTimeOffset? KeyExpiresAt, bool Disabled) : IAccountParent
{
    public static AccountItem Of(ConnectedAccount a) => new(a.Id.Value, a.Venue, VenueNames.Of(a.Venue), a.Name, a.LegalEntity.Value, a.KeyHint, a.Paused, a.KeyLabel, a.KeyUsed, a.KeyExpires, a.Disabled);

    public static AccountItem Of(AccountAnswer a) => new(a.Id, a.Venue, a.VenueName, a.Name, a.LegalEntity, a.KeyHint, a.Paused, a.KeyLabel, a.KeyUsed, a.KeyExpires, a.Disabled);
}

/// <summary>A venue accounts can be connected at.</summary>
/// <param name="Id">As this platform names it.</param>
/// <param name="Name">As people name it.</param>
[GraphQLName("Venue")]
internal sealed record VenueItem([property: ID] string Id, string Name);
