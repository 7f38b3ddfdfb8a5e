using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Keys at rest: sealed with the tenant's key, bound to their account; opened only where a session begins. What they are written to on the way is overwritten.</summary>
internal sealed class CredentialBox(IDatabase database, ISealer sealer)
{
    /// <summary>A byte of a text takes six in JSON at most.</summary>
    private const int Widest = 6;

    /// <summary>More than the writer of JSON asks for at once: a buffer that grows would leave a copy behind.</summary>
    private const int Spare = 8192;

    /// <summary>Seals a key for an account.</summary>
    public async Task<byte[]> SealAsync(TenantId tenant, AccountId account, VenueCredentials credentials, CancellationToken cancellationToken)
    {
        var text = new ArrayBufferWriter<byte>(Widest * (credentials.Key.Length * 3 + credentials.Secret.Utf8.Length + (credentials.Passphrase?.Utf8.Length ?? 0)) + Spare);
        try
        {
            Write(text, credentials);
            return await sealer.SealAsync(tenant, Purpose(account), text.WrittenMemory, cancellationToken);
        }
        finally
        {
            text.Clear();
        }
    }

    /// <summary>Opens an account's key to use it, which is noted; null while it is disabled or gone. Who opened it disposes it.</summary>
    public async Task<VenueCredentials?> OpenAsync(ConnectedAccount account, CancellationToken cancellationToken)
    {
        if (await ReadAsync(account, cancellationToken) is not { Length: > 0 } box) return null;
        var text = await sealer.OpenAsync(account.Tenant, Purpose(account.Id), box, cancellationToken);
        try
        {
            return Read(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static void Write(ArrayBufferWriter<byte> text, VenueCredentials credentials)
    {
        using var json = new Utf8JsonWriter(text);
        json.WriteStartArray();
        json.WriteStringValue(credentials.Key);
        json.WriteStringValue(credentials.Secret.Utf8);
        if (credentials.Passphrase is { } phrase) json.WriteStringValue(phrase.Utf8);
        else json.WriteNullValue();
        json.WriteEndArray();
    }

    private static VenueCredentials Read(byte[] text)
    {
        var json = new Utf8JsonReader(text);
        json.Read();
        json.Read();
        var key = json.GetString()!;
        json.Read();
        var secret = ReadSecret(ref json);
        json.Read();
        return new VenueCredentials(key, secret, json.TokenType == JsonTokenType.Null ? null : ReadSecret(ref json));
    }

    private static Secret ReadSecret(ref Utf8JsonReader json)
    {
        var plain = new byte[json.ValueSpan.Length];
        try
        {
            return new Secret(plain.AsSpan(0, json.CopyString(plain)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private async Task<byte[]?> ReadAsync(ConnectedAccount account, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(account.Tenant, cancellationToken);
        return (await transaction.QueryAsync(
            "select credentials from ingestion.account where account_id = $1 and disabled_at is null", [account.Id.Value], r => r.GetFieldValue<byte[]>(0), cancellationToken)).SingleOrDefault();
    }

    private static string Purpose(AccountId account) => $"credentials:{account}";
}
