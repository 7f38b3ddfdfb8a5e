namespace PortfolioPlatform.Platform;

/// <summary>Keeps the master keys and wraps other keys with them; a master key never leaves it. Local file, PKCS#11 token, Vault or AWS KMS, by one setting (<c>Keys:Service</c>).</summary>
public interface IKeyService
{
    /// <summary>Wraps a key under the newest master key.</summary>
    /// <param name="key">The key, at most 64 bytes.</param>
    /// <param name="context">Authenticated with it: whose key it is. It unwraps with the same context only.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="KeyServiceException">The service does not answer or refuses.</exception>
    Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> key, string context, CancellationToken cancellationToken);

    /// <summary>Unwraps what <see cref="WrapAsync"/> wrapped, under whichever master key it was.</summary>
    /// <exception cref="KeyServiceException">The service does not answer or refuses.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Changed, of another context, or of another master key.</exception>
    Task<byte[]> UnwrapAsync(WrappedKey wrapped, string context, CancellationToken cancellationToken);

    /// <summary>The name of the newest master key.</summary>
    Task<string> NewestAsync(CancellationToken cancellationToken);

    /// <summary>Makes a newer master key; gives its name. What older ones wrapped still unwraps.</summary>
    Task<string> RenewAsync(CancellationToken cancellationToken);

    /// <summary>Whether a master key of this name is of this service.</summary>
    bool Holds(string master);
}

/// <summary>A key as the database keeps it.</summary>
/// <param name="Master">Name of the master key that wraps it.</param>
/// <param name="Box">The wrapped bytes.</param>
public sealed record WrappedKey(string Master, byte[] Box);

/// <summary>The key service does not answer or refuses: one line for a person, without any secret. Not a fault of the data.</summary>
public sealed class KeyServiceException : Exception
{
    /// <summary>Makes the line.</summary>
    public KeyServiceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
