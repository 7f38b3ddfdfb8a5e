using Microsoft.AspNetCore.Identity;

namespace PortfolioPlatform.Identity.Passkeys;

/// <summary>A passkey's public part as it is stored.</summary>
internal sealed record PasskeyBody(
    byte[] PublicKey, DateTimeOffset CreatedAt, uint SignCount, string[]? Transports, bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp, byte[] AttestationObject, byte[] ClientDataJson)
{
    public static PasskeyBody Of(UserPasskeyInfo p) => new(p.PublicKey, p.CreatedAt, p.SignCount, p.Transports, p.IsUserVerified, p.IsBackupEligible, p.IsBackedUp, p.AttestationObject, p.ClientDataJson);

    public UserPasskeyInfo ToInfo(byte[] credential, string name) =>
        new(credential, PublicKey, CreatedAt, SignCount, Transports, IsUserVerified, IsBackupEligible, IsBackedUp, AttestationObject, ClientDataJson) { Name = name };
}
