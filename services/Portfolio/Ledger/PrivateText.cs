using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>
/// Addresses and people's words: stored sealed, chained as a hash salted by a secret that is itself sealed. Destroying the tenant's key leaves
/// hashes nobody can try addresses against, and a chain that still verifies.
/// </summary>
internal sealed class PrivateText(ISealer sealer)
{
    private const string SaltPurpose = "portfolio/chain-salt";
    private const string TextPurpose = "portfolio/private-text";
    private readonly ConcurrentDictionary<TenantId, byte[]> salts = [];

    /// <summary>The private words of a draft as one text, or null when there are none.</summary>
    public static string? Of(EntryDraft draft) =>
        draft.Fact.Address is null && draft.Reason is null ? null : $"{draft.Fact.Address}\u001f{draft.Reason}";

    /// <summary>Address and reason of an opened text.</summary>
    public static (string? Address, string? Reason) Split(string text)
    {
        var mark = text.IndexOf('\u001f', StringComparison.Ordinal);
        return (mark <= 0 ? null : text[..mark], mark == text.Length - 1 ? null : text[(mark + 1)..]);
    }

    /// <summary>The salted hash of a text, the same each time it is read.</summary>
    public static byte[] Hash(byte[] salt, Guid entryId, string text) =>
        HMACSHA256.HashData(salt, (byte[])[.. entryId.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(text)]);

    public Task<byte[]> SealAsync(TenantId tenant, string text, CancellationToken cancellationToken) =>
        sealer.SealAsync(tenant, TextPurpose, Encoding.UTF8.GetBytes(text), cancellationToken);

    public async Task<string> OpenAsync(TenantId tenant, byte[] box, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await sealer.OpenAsync(tenant, TextPurpose, box, cancellationToken));

    /// <summary>The tenant's salt, made on first use.</summary>
    public async Task<byte[]> SaltAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        if (salts.TryGetValue(transaction.Tenant, out var known)) return known;
        await using var insert = new NpgsqlCommand("insert into portfolio.chain_salt (tenant_id, sealed) values ($1, $2) on conflict do nothing", transaction.Connection);
        insert.Parameters.Add(new() { Value = transaction.Tenant.Value });
        insert.Parameters.Add(new() { Value = await sealer.SealAsync(transaction.Tenant, SaltPurpose, RandomNumberGenerator.GetBytes(32), cancellationToken) });
        var made = await insert.ExecuteNonQueryAsync(cancellationToken) > 0;
        await using var select = new NpgsqlCommand("select sealed from portfolio.chain_salt", transaction.Connection);
        var salt = await sealer.OpenAsync(transaction.Tenant, SaltPurpose, (byte[])(await select.ExecuteScalarAsync(cancellationToken))!, cancellationToken);
        // A salt of a transaction that may still fail must not be remembered.
        return made ? salt : salts.GetOrAdd(transaction.Tenant, salt);
    }
}
