using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>An account as the page sees it.</summary>
internal sealed record AccountAnswer(
    Guid Id, string Venue, string VenueName, string Name, Guid LegalEntity, string KeyHint, bool Paused, string State, string? Advice, long Records, DateTimeOffset? LastSync,
    string? KeyLabel, DateTimeOffset? KeyUsed, DateTimeOffset? KeyExpires, bool Disabled)
{
    public static AccountAnswer Of(ConnectedAccount a) =>
        new(a.Id.Value, a.Venue, VenueNames.Of(a.Venue), a.Name, a.LegalEntity.Value, a.KeyHint, a.Paused, a.State, a.Advice, a.Records, a.LastSync, a.KeyLabel, a.KeyUsed, a.KeyExpires, a.Disabled);
}

/// <summary>A venue as the connect page needs it.</summary>
internal sealed record VenueAnswer(string Venue, string Name, VenueKeyGuide KeyGuide);

/// <summary>What a key may do.</summary>
internal sealed record KeyAnswer(bool Ok, bool CanRead, bool CanTrade, bool CanWithdraw, IReadOnlyList<string> Missing, DateTimeOffset? Expires, string? Advice);

/// <summary>Something on an archived page that a person should see.</summary>
internal sealed record ProblemAnswer(Guid Page, string Stream, string Code, string? NativeId, string Detail, DateTimeOffset FoundAt, DateTimeOffset? ResolvedAt);
