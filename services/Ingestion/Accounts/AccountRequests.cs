using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>A key as it comes in; it never goes out again.</summary>
internal sealed record KeyRequest(string? Key, string? Secret, string? Passphrase, string? Label = null)
{
    private const int LongestLabel = 100;

    /// <summary>The user's name for the key, or null.</summary>
    public string? CleanLabel => string.IsNullOrWhiteSpace(Label) ? null : Label.Trim() is var clean && clean.Length > LongestLabel ? clean[..LongestLabel] : clean;

    /// <summary>The credentials, cleared of blanks that copying adds.</summary>
    public Result<VenueCredentials> Read()
    {
        if (string.IsNullOrWhiteSpace(Key)) return AccountErrors.Incomplete("The key");
        if (string.IsNullOrWhiteSpace(Secret)) return AccountErrors.Incomplete("The secret");
        return new VenueCredentials(Key.Trim(), new Secret(Secret.Trim()), string.IsNullOrWhiteSpace(Passphrase) ? null : new Secret(Passphrase.Trim()));
    }
}

/// <summary>Asks to connect an account, or to test a key without storing it.</summary>
internal sealed record ConnectRequest(string? Venue, string? Name, Guid? LegalEntity, string? Key, string? Secret, string? Passphrase, string? Label = null)
{
    /// <summary>The key part.</summary>
    public KeyRequest KeyPart => new(Key, Secret, Passphrase, Label);
}
