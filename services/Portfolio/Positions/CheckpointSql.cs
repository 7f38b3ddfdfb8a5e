using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Stored checkpoints of positions.</summary>
internal static class CheckpointSql
{
    /// <summary>The tenant's checkpoint as it was saved; null when there is none, it is damaged or of another format.</summary>
    public static async Task<PositionCheckpoint?> ReadAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select body, hash from portfolio.position_checkpoint where tenant_id = $1", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        var body = reader.GetString(0);
        if (!HashOf(transaction.Tenant, body).AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(1))) return null;
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty(nameof(PositionCheckpoint.Format)).GetInt32() == PositionCheckpoint.CurrentFormat ? json.Deserialize<PositionCheckpoint>() : null;
    }

    public static async Task WriteAsync(IDatabaseTransaction transaction, PositionCheckpoint checkpoint, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(checkpoint);
        await using var command = new NpgsqlCommand("""
            insert into portfolio.position_checkpoint (tenant_id, floor, body, hash, saved_at) values ($1, $2, $3, $4, $5)
            on conflict (tenant_id) do update set floor = excluded.floor, body = excluded.body, hash = excluded.hash, saved_at = excluded.saved_at
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = checkpoint.Books.Max(b => b.Floor).UtcDateTime });
        command.Parameters.Add(new() { Value = body });
        command.Parameters.Add(new() { Value = HashOf(transaction.Tenant, body) });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Something at an instant changed: a checkpoint that has it folded in is wrong now.</summary>
    public static async Task DropAfterAsync(IDatabaseTransaction transaction, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("delete from portfolio.position_checkpoint where tenant_id = $1 and floor > $2", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = instant.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The hash of one row of an account's chain.</summary>
    public static async Task<byte[]?> HashAtAsync(IDatabaseTransaction transaction, HeadMark mark, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select hash from portfolio.ledger_entry where tenant_id = $1 and account_id = $2 and number = $3", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = mark.Account.Value });
        command.Parameters.Add(new() { Value = mark.Number });
        return await command.ExecuteScalarAsync(cancellationToken) as byte[];
    }

    /// <summary>Numbers of the rows that hold from an instant on, none after a checkpoint's head.</summary>
    public static async Task<long[]> TailAsync(IDatabaseTransaction transaction, HeadMark mark, DateTimeOffset floor, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select number from portfolio.transactions_current where tenant_id = $1 and account_id = $2 and time >= $3 and number <= $4 order by number
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = mark.Account.Value });
        command.Parameters.Add(new() { Value = floor.UtcDateTime });
        command.Parameters.Add(new() { Value = mark.Number });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var numbers = new List<long>();
        while (await reader.ReadAsync(cancellationToken)) numbers.Add(reader.GetInt64(0));
        return [.. numbers];
    }

    private static byte[] HashOf(TenantId tenant, string body) => SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{body}"));
}
