using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>What can be wrong with a request about an account.</summary>
internal static class AccountErrors
{
    public static Error UnknownVenue(string venue) => new("UNKNOWN_VENUE", $"There is no venue '{venue}'.");

    public static Error Incomplete(string what) => new("INCOMPLETE", $"{what} is missing.");

    public static Error KeyInUse { get; } = new("KEY_IN_USE", "This key is connected already: two accounts with one key would count everything twice.");

    public static Error NotFound { get; } = new("NOT_FOUND", "There is no such account.");

    public static Error UnknownEntity { get; } = new("ENTITY_NOT_FOUND", "There is no such legal entity.");

    public static Error NotDisabled { get; } = new("NOT_DISABLED", "There is no such account, or its key is not disabled.");

    public static Error CanWithdraw { get; } = new("EXCESSIVE_PERMISSION", "This key can move assets out. Nothing was stored: make a key that can only read.");
}
