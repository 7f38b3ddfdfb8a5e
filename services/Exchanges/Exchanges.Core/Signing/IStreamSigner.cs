namespace PortfolioPlatform.Exchanges.Core;

/// <summary>A signer that also signs the login of the venue's private stream.</summary>
public interface IStreamSigner
{
    /// <summary>The text that is sent to log in.</summary>
    string Login(string path, VenueCredentials credentials, SigningStamp stamp);
}
