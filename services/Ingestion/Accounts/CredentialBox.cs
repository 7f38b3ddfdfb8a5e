using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Keys at rest: sealed with the tenant's key, bound to their account; opened only where a session begins.</summary>
internal sealed class CredentialBox(IDatabase database, ISealer sealer)
{
    /// <summary>Seals a key for an account.</summary>
    public Task<byte[]> SealAsync(TenantId tenant, AccountId account, VenueCredentials credentials, CancellationToken cancellationToken) =>
        sealer.SealAsync(tenant, Purpose(account), JsonSerializer.SerializeToUtf8Bytes(new[] { credentials.Key, credentials.Secret.Reveal(), credentials.Passphrase?.Reveal() }), cancellationToken);

    /// <summary>Opens an account's key to use it, which is noted; null while it is disabled or gone.</summary>
    public async Task<VenueCredentials?> OpenAsync(ConnectedAccount account, CancellationToken cancellationToken)
    {
        if (await ReadAsync(account, cancellationToken) is not { Length: > 0 } box) return null;
        var parts = JsonSerializer.Deserialize<string?[]>(await sealer.OpenAsync(account.Tenant, Purpose(account.Id), box, cancellationToken))!;
        return new VenueCredentials(parts[0]!, new Secret(parts[1]!), parts[2] is { } phrase ? new Secret(phrase) : null);
    }

    private async Task<byte[]?> ReadAsync(ConnectedAccount account, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(account.Tenant, cancellationToken);
        return (await transaction.QueryAsync(
            "select credentials from ingestion.account where account_id = $1 and disabled_at is null", [account.Id.Value], r => r.GetFieldValue<byte[]>(0), cancellationToken)).SingleOrDefault();
    }

    private static string Purpose(AccountId account) => $"credentials:{account}";
}
