using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>Asks to connect an account.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="Venue">Where.</param>
/// <param name="Key">The public part of the key; it may only read.</param>
/// <param name="Secret">The secret part of the key.</param>
/// <param name="Passphrase">The third part, at venues that have one.</param>
/// <param name="Name">The user's name for it; the venue's if left out.</param>
/// <param name="LegalEntityId">Who owns it.</param>
/// <param name="KeyLabel">The user's name for the key.</param>
internal sealed record ConnectAccountInput(string IdempotencyKey, [ID] string Venue, string Key, string Secret, string? Passphrase = null, string? Name = null, [ID] Guid? LegalEntityId = null, string? KeyLabel = null)
{
    public ConnectRequest Request => new(Venue, Name, LegalEntityId, Key, Secret, Passphrase, KeyLabel);
}

/// <summary>Asks to try a key; nothing is stored of it.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Key">The public part of the key.</param>
/// <param name="Secret">The secret part of the key.</param>
/// <param name="Passphrase">The third part, at venues that have one.</param>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
internal sealed record TestKeyInput(string IdempotencyKey, [ID] string Venue, string Key, string Secret, string? Passphrase = null)
{
    public ConnectRequest Request => new(Venue, null, null, Key, Secret, Passphrase);
}

/// <summary>Names an account to change.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="AccountId">Which account.</param>
internal sealed record ChangeAccountInput(string IdempotencyKey, [ID] Guid AccountId);

/// <summary>Gives an account another key.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="AccountId">Which account.</param>
/// <param name="Key">The public part of the key.</param>
/// <param name="Secret">The secret part of the key.</param>
/// <param name="Passphrase">The third part, at venues that have one.</param>
/// <param name="KeyLabel">The user's name for the key.</param>
internal sealed record RotateKeyInput(string IdempotencyKey, [ID] Guid AccountId, string Key, string Secret, string? Passphrase = null, string? KeyLabel = null);

/// <summary>Asks to disable all keys of the tenant.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="Reason">Why, for the audit log.</param>
internal sealed record DisableAllKeysInput(string IdempotencyKey, string? Reason = null);

/// <summary>How many keys were disabled, or why none was.</summary>
/// <param name="DisabledKeys">Keys that were not disabled before.</param>
/// <param name="Errors">Why none was disabled; empty if it was done.</param>
internal sealed record DisableAllKeysPayload(int DisabledKeys, IReadOnlyList<UserError> Errors)
{
    public static DisableAllKeysPayload Refused(UserError error) => new(0, [error]);
}

/// <summary>An account after a change, or why it was not made.</summary>
/// <param name="Account">The account; null if it was not changed.</param>
/// <param name="Errors">Why it was not changed; empty if it was.</param>
internal sealed record AccountPayload(AccountItem? Account, IReadOnlyList<UserError> Errors)
{
    public static AccountPayload Refused(UserError error) => new(null, [error]);
}

/// <summary>What a key may do, or why it could not be tried.</summary>
/// <param name="Permissions">What it may do; null if it could not be tried.</param>
/// <param name="Errors">Why it could not be tried; empty if it was.</param>
internal sealed record TestKeyPayload(KeyPermissions? Permissions, IReadOnlyList<UserError> Errors)
{
    public static TestKeyPayload Refused(UserError error) => new(null, [error]);
}

/// <summary>What a key may do.</summary>
/// <param name="CanConnect">It may do what is needed, and nothing dangerous.</param>
/// <param name="CanRead">It reads balances and history.</param>
/// <param name="CanTrade">It can trade.</param>
/// <param name="CanWithdraw">It can move assets out: such a key is not connected.</param>
/// <param name="Missing">What is needed and missing.</param>
/// <param name="Expires">When it ends; null if it does not.</param>
/// <param name="Advice">What to do, when something is wrong.</param>
internal sealed record KeyPermissions(bool CanConnect, bool CanRead, bool CanTrade, bool CanWithdraw, IReadOnlyList<string> Missing, DateTimeOffset? Expires, string? Advice);
