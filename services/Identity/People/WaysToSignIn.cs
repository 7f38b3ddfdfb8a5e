namespace PortfolioPlatform.Identity.People;

/// <summary>How a person can sign in, passkeys apart.</summary>
/// <param name="Email">With which name.</param>
/// <param name="HasPassword">Whether there is a password; the demo's owner has none.</param>
/// <param name="HasCodes">Whether a code of an authenticator app is asked for after it.</param>
/// <param name="RecoveryCodes">Recovery codes that were not used yet.</param>
internal sealed record WaysToSignIn(string Email, bool HasPassword, bool HasCodes, int RecoveryCodes);
