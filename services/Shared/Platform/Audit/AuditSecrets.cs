using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>Names and details of audit entries: sealed with the tenant's key, and chained as hashes salted by a secret that is itself sealed.</summary>
internal sealed class AuditSecrets(ISealer sealer)
{
    private const string SaltPurpose = "platform/audit-salt";
    private const string TextPurpose = "platform/audit-text";
    private const int TagBytes = 16;
    private const char Mark = '\u001f';

    private readonly ConcurrentDictionary<TenantId, byte[]> _salts = [];

    public static string Join(string actor, string? detail) => $"{actor.Replace(Mark, ' ')}{Mark}{detail}";

    public static (string Actor, string? Detail) Split(string text)
    {
        var mark = text.IndexOf(Mark, StringComparison.Ordinal);
        return (text[..mark], mark == text.Length - 1 ? null : text[(mark + 1)..]);
    }

    /// <summary>The same for all entries of one person, and nothing without the salt.</summary>
    public static byte[] TagOf(byte[] salt, string actor) => HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes("actor" + Mark + actor.Replace(Mark, ' ')))[..TagBytes];

    /// <summary>The salted hash of the private text of an entry.</summary>
    public static byte[] HashOf(byte[] salt, long number, string text)
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(8));
        return HMACSHA256.HashData(salt, bytes);
    }

    public Task<byte[]> SealAsync(TenantId tenant, long number, string text, CancellationToken cancellationToken) =>
        sealer.SealAsync(tenant, $"{TextPurpose}/{number}", Encoding.UTF8.GetBytes(text), cancellationToken);

    public async Task<string> OpenAsync(TenantId tenant, long number, byte[] box, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await sealer.OpenAsync(tenant, $"{TextPurpose}/{number}", box, cancellationToken));

    /// <summary>The tenant's salt, made on first use.</summary>
    public async Task<byte[]> SaltAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        if (_salts.TryGetValue(transaction.Tenant, out var known)) return known;
        if (await ReadAsync(transaction, cancellationToken) is { } stored) return _salts.GetOrAdd(transaction.Tenant, stored);
        await using var insert = new NpgsqlCommand("insert into platform.audit_salt (tenant_id, sealed) values ($1, $2) on conflict do nothing", transaction.Connection);
        insert.Parameters.Add(new() { Value = transaction.Tenant.Value });
        insert.Parameters.Add(new() { Value = await sealer.SealAsync(transaction.Tenant, SaltPurpose, RandomNumberGenerator.GetBytes(32), cancellationToken) });
        await insert.ExecuteNonQueryAsync(cancellationToken);
        // Not remembered: a salt of a transaction that may still fail.
        return (await ReadAsync(transaction, cancellationToken))!;
    }

    /// <summary>The tenant's salt, or null: there is none, or the tenant was erased.</summary>
    public async Task<byte[]?> FindSaltAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(transaction, cancellationToken);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<byte[]?> ReadAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var select = new NpgsqlCommand("select sealed from platform.audit_salt where tenant_id = $1", transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        return await select.ExecuteScalarAsync(cancellationToken) is byte[] box ? await sealer.OpenAsync(transaction.Tenant, SaltPurpose, box, cancellationToken) : null;
    }
}
