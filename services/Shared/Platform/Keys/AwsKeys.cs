using System.Security.Cryptography;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>A key in AWS KMS. Whoever asks is found as the AWS SDK always does (environment, profile, role of the machine); the context goes as encryption context, so CloudTrail shows whose key it was.</summary>
internal sealed class AwsKeys(IAmazonKeyManagementService kms, string key) : IKeyService
{
    private const string Prefix = "aws:";
    private const string Context = "portfolio";

    public Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> plain, string context, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        using var bytes = new MemoryStream(plain.ToArray());
        var answer = await kms.EncryptAsync(new EncryptRequest { KeyId = key, Plaintext = bytes, EncryptionContext = Of(context) }, cancellationToken);
        return new WrappedKey(Prefix + key, answer.CiphertextBlob.ToArray());
    });

    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, string context, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        using var bytes = new MemoryStream(wrapped.Box);
        return (await kms.DecryptAsync(new DecryptRequest { KeyId = key, CiphertextBlob = bytes, EncryptionContext = Of(context) }, cancellationToken)).Plaintext.ToArray();
    });

    public Task<string> NewestAsync(CancellationToken cancellationToken) => Task.FromResult(Prefix + key);

    public Task<string> RenewAsync(CancellationToken cancellationToken) => throw new KeyServiceException(
        "AWS KMS renews the material of a key by itself (enable rotation there). For another key set Keys__Service to it, Keys__Previous to this one, and run rotate-keys.");

    public bool Holds(string master) => master == Prefix + key;

    private static Dictionary<string, string> Of(string context) => new(StringComparer.Ordinal) { [Context] = context };

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (InvalidCiphertextException error)
        {
            throw new CryptographicException("AWS KMS: the wrapped key was changed, or is another tenant's.", error);
        }
        catch (AmazonServiceException error)
        {
            throw new KeyServiceException($"AWS KMS refuses key '{key}': {error.ErrorCode} {error.Message}", error);
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException)
        {
            throw new KeyServiceException($"AWS KMS does not answer: {error.Message}", error);
        }
    }
}
