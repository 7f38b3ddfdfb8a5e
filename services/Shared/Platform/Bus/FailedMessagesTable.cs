using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Messages a consumer could not apply after all attempts.</summary>
internal static class FailedMessagesTable
{
    /// <summary>Puts a message aside.</summary>
    public static async Task AddAsync(IDatabaseTransaction transaction, string consumer, Envelope envelope, Exception error, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into platform.failed_messages (tenant_id, consumer, message_id, type, ordering_key, body, error)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
            """, transaction.Connection)
        {
            Parameters =
            {
                new() { Value = envelope.Tenant },
                new() { Value = consumer },
                new() { Value = envelope.MessageId },
                new() { Value = envelope.Type },
                new() { Value = envelope.OrderingKey },
                new() { Value = envelope.Body, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = $"{error.GetType().Name}: {error.Message}", NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>One line for each.</summary>
    public static async IAsyncEnumerable<string> ListAsync(IDatabaseTransaction transaction, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select failed_at, consumer, type, message_id, ordering_key, error from platform.failed_messages order by failed_at", transaction.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return $"{reader.GetDateTime(0):O} {reader.GetString(1)} {reader.GetString(2)} {reader.GetGuid(3)} key={reader.GetString(4)} {reader.GetString(5)}";
    }

    /// <summary>Moves all back to the outbox, each for the consumer that failed, whose inbox forgets it.</summary>
    public static async Task<int> RetryAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            with failed as (delete from platform.failed_messages returning *),
            forgotten as (delete from platform.inbox i using failed f where i.tenant_id = f.tenant_id and i.consumer = f.consumer and i.message_id = f.message_id)
            insert into platform.outbox (tenant_id, message_id, type, ordering_key, body, consumer)
            select tenant_id, message_id, type, ordering_key, body, consumer from failed order by failed_at;
            """, transaction.Connection);
        var moved = await command.ExecuteNonQueryAsync(cancellationToken);
        await using var notify = new NpgsqlCommand($"notify {OutboxTable.Channel}", transaction.Connection);
        await notify.ExecuteNonQueryAsync(cancellationToken);
        return moved;
    }
}
