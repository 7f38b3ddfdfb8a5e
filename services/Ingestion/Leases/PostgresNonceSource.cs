using System.Collections.Concurrent;
using Npgsql;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Leases;

/// <summary>
/// Nonces that rise across restarts and processes: a block is reserved in the database before any of it is handed out. A block is about ten seconds
/// of the venue's unit (judged by the size of the floor), so a restart leaps ahead by that much at most.
/// </summary>
internal sealed class PostgresNonceSource(IDatabase database) : INonceSource
{
    private readonly ConcurrentDictionary<string, Block> _blocks = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<long> NextAsync(string keyFingerprint, long floor, CancellationToken cancellationToken)
    {
        var block = _blocks.GetOrAdd(keyFingerprint, static _ => new Block());
        await block.Gate.WaitAsync(cancellationToken);
        try
        {
            var next = Math.Max(block.Last + 1, floor);
            if (next > block.Reserved)
            {
                var size = Math.Max(1_000, floor / 170_000_000);
                block.Reserved = await ReserveAsync(keyFingerprint, next, size, cancellationToken);
                next = block.Reserved - size + 1;
            }

            return block.Last = next;
        }
        finally
        {
            block.Gate.Release();
        }
    }

    private async Task<long> ReserveAsync(string keyFingerprint, long from, long size, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            insert into ingestion.key_nonce as n (key_fingerprint, reserved) values ($1, $2 - 1 + $3)
            on conflict (key_fingerprint) do update set reserved = greatest(n.reserved, $2 - 1) + $3
            returning reserved
            """,
            transaction.Connection)
        {
            Parameters = { new() { Value = keyFingerprint }, new() { Value = from }, new() { Value = size } },
        };
        var reserved = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        return reserved;
    }

    private sealed class Block
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public long Last { get; set; }

        public long Reserved { get; set; }
    }
}
