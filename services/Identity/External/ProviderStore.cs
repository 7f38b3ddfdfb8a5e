using System.Security.Cryptography;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.External;

/// <summary>A tenant's provider; its secret is sealed for this tenant and this issuer.</summary>
internal sealed class ProviderStore(IDatabase database, ISealer sealer, TimeProvider time)
{
    /// <summary>The tenant's provider; null if it has none.</summary>
    public async Task<Provider?> FindAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await using var command = Command(transaction, "select issuer, client_id, secret, name from identity.external_provider where tenant_id = $1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        var (issuer, client, secret, name) = (reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2), reader.GetString(3));
        var opened = await sealer.OpenAsync(tenant, Purpose(issuer), secret, cancellationToken);
        var provider = new Provider(issuer, client, new Secret(opened), name);
        CryptographicOperations.ZeroMemory(opened);
        return provider;
    }

    public async Task SaveAsync(TenantId tenant, Provider provider, string actor, CancellationToken cancellationToken)
    {
        var sealedSecret = await sealer.SealAsync(tenant, Purpose(provider.Issuer), provider.Secret.Utf8.ToArray(), cancellationToken);
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await using var command = Command(
            transaction,
            """
            insert into identity.external_provider (tenant_id, issuer, client_id, secret, name, changed_at, changed_by) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id) do update set issuer = $2, client_id = $3, secret = $4, name = $5, changed_at = $6, changed_by = $7
            """,
            provider.Issuer, provider.ClientId, sealedSecret, provider.Title, time.GetUtcNow(), actor);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>From now on nobody signs in through it. Links stay: they count again when the same provider comes back.</summary>
    public async Task RemoveAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await using var command = Command(transaction, "delete from identity.external_provider where tenant_id = $1");
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string Purpose(string issuer) => $"external provider {issuer}";

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
