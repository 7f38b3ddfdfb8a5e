using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>What can be wrong with a request about an account.</summary>
internal static class AccountErrors
{
    public static Error UnknownVenue(string venue) => new("UNKNOWN_VENUE", $"There is no venue '{venue}'.") { Kind = ErrorKind.NotFound, Advice = "The field venues lists those there are." };

    public static Error Incomplete(string what) => new("INCOMPLETE", $"{what} is missing.");

    public static Error KeyInUse { get; } = new("KEY_IN_USE", "This key is connected already: two accounts with one key would count everything twice.")
    { Kind = ErrorKind.Conflict, Advice = "Go on with the account that has it, or make another key at the venue and ask again." };

    public static Error NotFound { get; } = new("NOT_FOUND", "There is no such account.") { Kind = ErrorKind.NotFound };

    public static Error UnknownEntity { get; } = new("ENTITY_NOT_FOUND", "There is no such legal entity.") { Kind = ErrorKind.NotFound };

    public static Error NotDisabled { get; } = new("NOT_DISABLED", "There is no such account, or its key is not disabled.") { Kind = ErrorKind.Conflict };

    /// <summary>Names what is too much as the venue's own page does.</summary>
    public static Error CanWithdraw(VenueKeyGuide guide) => new("EXCESSIVE_PERMISSION", $"This key can move assets out. Nothing was stored: make a key that can only read, without {string.Join(", ", guide.Forbidden)}.")
    { Kind = ErrorKind.Unsafe, Advice = "Delete this key at the venue, make one that can only read, and ask again." };
}
